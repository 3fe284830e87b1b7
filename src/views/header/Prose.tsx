/** A text with **bold** and `code` in it. Whatever else it holds stays text. */
export function Prose({ text }: { readonly text: string }) {
  return (
    <>
      {partsOf(text).map(({ mark, words, at }) => {
        if (mark === '**') return <strong key={at}>{words}</strong>;
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

interface Part {
  readonly mark: '' | '**' | '`';
  readonly words: string;
  /** Where it begins in the text. */
  readonly at: number;
}

const MARKED = /\*\*([^*]+)\*\*|`([^`]+)`/g;

export function partsOf(text: string): readonly Part[] {
  const parts: Part[] = [];
  let end = 0;
  const plain = (to: number) => {
    if (to > end) parts.push({ mark: '', words: text.slice(end, to), at: end });
  };
  for (const match of text.matchAll(MARKED)) {
    plain(match.index);
    const [whole, bold, code] = match;
    parts.push({ mark: bold ? '**' : '`', words: bold ?? code ?? '', at: match.index });
    end = match.index + whole.length;
  }
  plain(text.length);
  return parts;
}
