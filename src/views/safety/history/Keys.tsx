import type { KeyHistory } from '../../../store/safetyHistory';

interface KeysProps {
  readonly histories: readonly KeyHistory[];
  readonly open: string | null;
  onOpen(key: string | null): void;
}

/** One key, or all: each is judged by itself. */
export function Keys({ histories, open, onOpen }: KeysProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of buttons, and no form
    <div className="hist-keys" role="group" aria-label="Keys">
      <button
        type="button"
        className="button"
        aria-pressed={open === null}
        onClick={() => onOpen(null)}
      >
        All keys
      </button>
      {histories.map(({ key, verdict }) => (
        <button
          key={key}
          type="button"
          className="button mono"
          data-verdict={verdict}
          aria-pressed={open === key}
          title={`Key ${key}: ${verdict}`}
          onClick={() => onOpen(key)}
        >
          {verdict === 'not linearizable' && '⚠ '}
          {key}
        </button>
      ))}
    </div>
  );
}
