import { CircleHelp, Redo2, Share2, Undo2 } from 'lucide-react';
import { useSession, useVerbs } from '../shared/useSession';
import { Narration } from './Narration';
import { ProtocolPicker } from './ProtocolPicker';
import { ScenarioPicker } from './ScenarioPicker';
import { ViewMenu } from './ViewMenu';
import './header.css';

/** What runs, what just happened and why, and what serves the whole page. */
export function Header({ onHelp, onShare }: { onHelp(): void; onShare(): void }) {
  const { undo, redo } = useVerbs();
  const undoable = useSession((state) => state.undoable > 0);
  const redoable = useSession((state) => state.redoable > 0);
  return (
    <header className="header">
      <h1 className="header-name">Paxoscope</h1>
      <ScenarioPicker />
      <ProtocolPicker />
      <Narration />
      <div className="header-tools">
        <button
          type="button"
          className="button"
          disabled={!undoable}
          onClick={undo}
          title="Undo the last action (U or Ctrl+Z)"
        >
          <Undo2 size={16} aria-hidden="true" /> <span className="header-word">Undo</span>
        </button>
        <button
          type="button"
          className="button"
          aria-label="Redo"
          disabled={!redoable}
          onClick={redo}
          title="Redo (Ctrl+Shift+Z)"
        >
          <Redo2 size={16} aria-hidden="true" />
        </button>
        <button
          type="button"
          className="button"
          aria-label="Share"
          title="Share: a link to this moment, files, pictures"
          onClick={onShare}
        >
          <Share2 size={16} aria-hidden="true" /> <span className="header-word">Share</span>
        </button>
        <ViewMenu />
        <button
          type="button"
          className="button"
          aria-label="Help"
          title="Help and keys (?)"
          onClick={onHelp}
        >
          <CircleHelp size={16} aria-hidden="true" />
        </button>
      </div>
    </header>
  );
}
