import { type Attributes, type Drawn, drawn } from './drawing';
import { type Measure, wrapped } from './measure';

/** What stands around a picture. */
export interface PictureWords {
  /** The scenario's title. */
  readonly title: string;
  /** Protocol, time and event. */
  readonly moment: string;
  /** The sentence that says what just happened. */
  readonly sentence: string;
}

/** Something drawn, as large as it is. */
export interface Piece {
  readonly width: number;
  readonly height: number;
  readonly drawn: readonly Drawn[];
}

/** The theme, as far as a sheet of paper needs it. */
export interface Ink {
  readonly paper: string;
  readonly ink: string;
  readonly quiet: string;
  readonly font: string;
  /** Of type, against the page's normal sizes. */
  readonly scale: number;
}

const EDGE = 20;
const GAP = 12;
const NARROWEST = 520;
const LINE = 1.4;

/** The pieces below one another, a title above and a caption below them. */
export function layOut(
  words: PictureWords,
  pieces: readonly Piece[],
  ink: Ink,
  widthOf: Measure['widthOf'],
): Piece {
  const wide = Math.max(NARROWEST * ink.scale, ...pieces.map(({ width }) => width));
  let y = EDGE;
  const texts = (text: string, size: number, weight: number, fill: string, most: number) => {
    const points = size * ink.scale;
    const font = `${weight} ${points}px ${ink.font}`;
    return wrapped(text, wide, most, (part) => widthOf(part, font)).map((line) => {
      y += points * LINE;
      const looks: Attributes = { 'font-size': points, 'font-weight': weight, fill };
      return drawn('text', { x: EDGE, y: y - points * (LINE - 1), ...looks }, [line]);
    });
  };
  const head = [
    ...texts(words.title, 20, 650, ink.ink, 2),
    ...texts(words.moment, 12, 400, ink.quiet, 1),
  ];
  const body = pieces.map((piece) => {
    y += GAP;
    const place = { x: EDGE, y, width: piece.width, height: piece.height };
    y += piece.height;
    return drawn('svg', place, piece.drawn);
  });
  y += GAP / 2;
  const foot = texts(words.sentence, 14, 400, ink.ink, 3);
  const size = { width: Math.ceil(wide + 2 * EDGE), height: Math.ceil(y + EDGE) };
  const paper = drawn('rect', { ...size, fill: ink.paper });
  return { ...size, drawn: [paper, ...head, ...body, ...foot] };
}

/** The whole file: one element that needs nothing from anywhere. */
export function sheetOf(
  { width, height, drawn: inside }: Piece,
  {
    words,
    ink,
    defs,
    style,
  }: { words: PictureWords; ink: Ink; defs: readonly Drawn[]; style: string },
): Drawn {
  return drawn(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      role: 'img',
      'font-family': ink.font,
    },
    [
      drawn('title', {}, [words.title]),
      drawn('desc', {}, [`${words.moment}. ${words.sentence}`]),
      drawn('style', {}, [LETTERS + style]),
      defs.length > 0 ? drawn('defs', {}, defs) : null,
      ...inside,
    ],
  );
}

/** As on the page: figures of one width in what was copied from it, and no two letters of a ballot run together. */
const LETTERS =
  'svg svg text{font-variant-numeric:tabular-nums}text[font-family*="Mono"]{font-variant-ligatures:none}';
