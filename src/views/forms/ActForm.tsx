import type { FormEvent, ReactNode } from 'react';
import { Dialog } from '../shared/Dialog';
import { useVerbs } from '../shared/useSession';

interface ActFormProps {
  readonly title: string;
  /** The verb on the button. */
  readonly verb: string;
  readonly children: ReactNode;
  /** Reads the form and acts; a text is the reason why it cannot, shown and kept open. */
  submit(data: FormData): string | null;
  readonly error: string | null;
  setError(error: string | null): void;
}

/** A small form that ends in one act. */
export function ActForm({ title, verb, children, submit, error, setError }: ActFormProps) {
  const { openForm } = useVerbs();
  const close = () => openForm(null);
  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const refused = submit(new FormData(event.currentTarget));
    if (refused === null) close();
    else setError(refused);
  }
  return (
    <Dialog title={title} onClose={close}>
      <form className="form" onSubmit={onSubmit}>
        {children}
        {error && (
          <p className="form-error" role="alert">
            {error}
          </p>
        )}
        <div className="form-actions">
          <button type="button" className="button" onClick={close}>
            Cancel
          </button>
          <button type="submit" className="button button-primary">
            {verb}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
