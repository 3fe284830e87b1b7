import { useEffect, useState } from 'react';
import { useVerbs } from '../shared/useSession';
import './notices.css';

const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;

const isField = (target: EventTarget | null) =>
  target instanceof HTMLInputElement ||
  target instanceof HTMLTextAreaElement ||
  target instanceof HTMLSelectElement;

/** A scenario file, or a trace, may be dropped anywhere on the page, and its text pasted. */
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
    function onPaste(event: ClipboardEvent) {
      const text = event.clipboardData?.getData('text/plain').trim() ?? '';
      // What is pasted into a field is meant for it.
      if (isField(event.target) || !/^[[{]/.test(text)) return;
      event.preventDefault();
      openText(text);
    }
    const onLeave = (event: DragEvent) => event.relatedTarget === null && setOver(false);
    window.addEventListener('dragover', onDragOver);
    window.addEventListener('drop', onDrop);
    window.addEventListener('dragleave', onLeave);
    window.addEventListener('paste', onPaste);
    return () => {
      window.removeEventListener('dragover', onDragOver);
      window.removeEventListener('drop', onDrop);
      window.removeEventListener('dragleave', onLeave);
      window.removeEventListener('paste', onPaste);
    };
  }, [openText]);
  return over ? <div className="drop-veil">Drop a scenario file or a trace to open it</div> : null;
}
