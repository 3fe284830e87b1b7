import { useEffect } from 'react';
import { useSession, useVerbs } from '../shared/useSession';
import './notices.css';

const SHOWN_MS = 7000;

/** Says what was done, and offers to undo it. */
export function Toast() {
  const { dismissToast, undo } = useVerbs();
  const toast = useSession((state) => state.toast);
  useEffect(() => {
    if (!toast) return;
    const timer = setTimeout(dismissToast, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [toast, dismissToast]);
  return (
    <div className="toast-place" role="status">
      {toast && (
        <div className="toast">
          <span>{toast.text}</span>
          {toast.undo && (
            <button type="button" className="toast-undo" onClick={undo}>
              Take back
            </button>
          )}
        </div>
      )}
    </div>
  );
}
