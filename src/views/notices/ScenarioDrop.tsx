import { useEffect, useState } from 'react';
import { useVerbs } from '../shared/useSession';
import './notices.css';

const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;

/** A scenario file may be dropped anywhere on the page. */
export function ScenarioDrop() {
  const { openText } = useVerbs();
  const [over, setOver] = useState(false);
  useEffect(() => {
    function onDragOver(event: DragEvent) {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(true);
    }
    function onDrop(event: DragEvent) {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(false);
      const file = event.dataTransfer?.files[0];
      if (file) void file.text().then(openText);
    }
    const onLeave = (event: DragEvent) => event.relatedTarget === null && setOver(false);
    window.addEventListener('dragover', onDragOver);
    window.addEventListener('drop', onDrop);
    window.addEventListener('dragleave', onLeave);
    return () => {
      window.removeEventListener('dragover', onDragOver);
      window.removeEventListener('drop', onDrop);
      window.removeEventListener('dragleave', onLeave);
    };
  }, [openText]);
  return over ? <div className="drop-veil">Drop a scenario file to open it</div> : null;
}
