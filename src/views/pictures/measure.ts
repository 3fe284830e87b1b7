/** How text will stand, asked of the browser. Where it draws nothing, about so. */
export interface Measure {
  widthOf(text: string, font: string): number;
  ascentOf(style: CSSStyleDeclaration): number;
}

const ABOUT = { letter: 7, ascent: 0.8 };

export function createMeasure(): Measure {
  const context = document.createElement('canvas').getContext('2d');
  const measured = (text: string, font: string) => {
    if (!context) return null;
    context.font = font;
    return context.measureText(text);
  };
  const ascents = new Map<string, number>();
  return {
    widthOf: (text, font) => measured(text, font)?.width ?? text.length * ABOUT.letter,
    ascentOf({ fontWeight, fontSize, fontFamily }) {
      const font = `${fontWeight} ${fontSize} ${fontFamily}`;
      const known = ascents.get(font);
      if (known !== undefined) return known;
      const { fontBoundingBoxAscent: up = 0, fontBoundingBoxDescent: down = 0 } =
        measured('x', font) ?? {};
      const ascent = up + down > 0 ? up / (up + down) : ABOUT.ascent;
      ascents.set(font, ascent);
      return ascent;
    },
  };
}

/** A text in lines no wider than `width`; what does not fit into so many lines ends with an ellipsis. */
export function wrapped(
  text: string,
  width: number,
  most: number,
  widthOf: (text: string) => number,
): string[] {
  const words = text.split(/\s+/).filter((word) => word !== '');
  const lines: string[] = [];
  let line = '';
  for (const word of words) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (widthOf(longer) <= width) line = longer;
    else {
      if (line !== '') lines.push(line);
      line = word;
    }
    if (lines.length > most) break;
  }
  lines.push(line);
  const isCut = lines.length > most;
  return lines
    .slice(0, most)
    .map((one, i, all) => cutTo(one, isCut && i === all.length - 1, width, widthOf))
    .filter((one) => one !== '');
}

/** A word longer than a line, and the end of what is cut. */
function cutTo(
  line: string,
  isCut: boolean,
  width: number,
  widthOf: (text: string) => number,
): string {
  if (!isCut && widthOf(line) <= width) return line;
  const letters = [...line].slice(0, MOST_LETTERS);
  while (letters.length > 1 && widthOf(`${letters.join('')}…`) > width) letters.pop();
  return `${letters.join('').trimEnd()}…`;
}

/** No line of a picture holds more. */
const MOST_LETTERS = 400;
