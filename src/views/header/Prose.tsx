/** A text with **bold**, *stressed* words and `code` in it. Whatever else it holds stays text. */
export function Prose({ text }: { readonly text: string }) {
  return (
    <>
      {partsOf(text).map(({ mark, words, at }) => {
        if (mark === '**') return <strong key={at}>{words}</strong>;
        if (mark === '*') return <em key={at}>{words}</em>;
        return mark === '`' ? (
          <code key={at} className="mono">
            {words}
          </code>
        ) : (
          words
        );
      })}
    </>
  );
}

type Mark = '' | '**' | '*' | '`';

interface Part {
  readonly mark: Mark;
  readonly words: string;
  /** Where it begins in the text. */
  readonly at: number;
}

/** A single star marks nothing where a space follows the first or stands before the last: 2 * 3 * 4. */
const MARKED = /\*\*([^*]+)\*\*|\*(?!\s)([^*]+)(?<!\s)\*|`([^`]+)`/g;

export function partsOf(text: string): readonly Part[] {
  const parts: Part[] = [];
  let end = 0;
  const plain = (to: number) => {
    if (to > end) parts.push({ mark: '', words: text.slice(end, to), at: end });
  };
  for (const match of text.matchAll(MARKED)) {
    plain(match.index);
    const [whole, bold, stressed, code] = match;
    const mark: Mark = bold ? '**' : stressed ? '*' : '`';
    parts.push({ mark, words: bold ?? stressed ?? code ?? '', at: match.index });
    end = match.index + whole.length;
  }
  plain(text.length);
  return parts;
}
