/** A piece of text as it stands in one line on the page. */
export interface TextLine {
  readonly text: string;
  readonly left: number;
  readonly top: number;
  readonly height: number;
}

/** How far to the right text may stand, and how it ends where it is cut off. */
export interface Limit {
  readonly right: number;
  readonly hasEllipsis: boolean;
}

interface Letter {
  readonly text: string;
  readonly box: DOMRect;
}

/** A text of the page, line by line, without what is cut off at the right. */
export function textLines(node: Text, limit: Limit): TextLine[] {
  return linesOf(lettersIn(node)).flatMap((letters) => {
    const [first] = letters;
    const kept = fitting(letters, limit);
    if (!first || kept.trim() === '') return [];
    return [{ text: kept, left: first.box.left, top: first.box.top, height: first.box.height }];
  });
}

/** Spaces that the page does not show have no box. */
function lettersIn(node: Text): Letter[] {
  const range = document.createRange();
  let at = 0;
  return [...node.data].flatMap((text) => {
    range.setStart(node, at);
    at += text.length;
    range.setEnd(node, at);
    const [box] = range.getClientRects();
    return box && box.width > 0 ? [{ text, box }] : [];
  });
}

function linesOf(letters: readonly Letter[]): Letter[][] {
  const lines: Letter[][] = [];
  let bottom = Number.NEGATIVE_INFINITY;
  for (const letter of letters) {
    if (letter.box.top >= bottom) lines.push([]);
    lines.at(-1)?.push(letter);
    bottom = letter.box.top + letter.box.height / 2;
  }
  return lines;
}

const SLACK = 0.5;

function fitting(letters: readonly Letter[], { right, hasEllipsis }: Limit): string {
  const whole = letters.map(({ text }) => text).join('');
  if (letters.every(({ box }) => box.right <= right + SLACK)) return whole;
  const room = hasEllipsis ? right - (letters[0]?.box.width ?? 0) : right;
  const kept = letters.filter(({ box }) => box.right <= room + SLACK).map(({ text }) => text);
  return kept.join('') + (hasEllipsis ? '…' : '');
}
