import { type Drawn, written } from './drawing';
import { embeddedFonts } from './fonts';
import { type Easel, htmlCopy } from './htmlCopy';
import { createMeasure } from './measure';
import { type Ink, layOut, type PictureWords, type Piece, sheetOf } from './sheet';
import { createPatterns } from './stripes';
import { svgCopy } from './svgCopy';

/** The regions of which a picture can be taken. */
export type PicturedRegion = 'Timeline' | 'Log';

/** An SVG that looks the same wherever it is opened. */
export interface Picture {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

/** A picture of what is in view of a region, in the page's theme; null when the region is not on the page. */
export async function pictureOf(
  region: PicturedRegion,
  words: PictureWords,
): Promise<Picture | null> {
  const place = document.querySelector(`[data-region="${region}"]`);
  const measure = createMeasure();
  const patterns = createPatterns();
  const part = (element: Element, area: DOMRect): Piece => {
    const easel: Easel = { patterns, area, ascentOf: measure.ascentOf };
    return pieceOf(area, htmlCopy(element, easel));
  };
  const body = place && (region === 'Timeline' ? timelineIn(place) : logIn(place, part));
  if (!place || !body) return null;
  const legend = place.querySelector(LEGENDS);
  const pieces = legend ? [body, part(legend, legendArea(legend))] : [body];
  const ink = inkOf(getComputedStyle(document.documentElement));
  const sheet = layOut(words, pieces, ink, measure.widthOf);
  const { width, height } = sheet;
  const style = await embeddedFonts(textIn(sheet.drawn), familiesIn(sheet.drawn) + ink.font);
  const defs = patterns.drawn();
  return { svg: written(sheetOf(sheet, { words, ink, defs, style })), width, height };
}

const LEGENDS = '.tl-legend, .log-legend';

const pieceOf = ({ width, height }: { width: number; height: number }, all: Drawn[]): Piece => ({
  width,
  height,
  drawn: all,
});

function timelineIn(region: Element): Piece | null {
  const diagram = region.querySelector('svg.tl-svg');
  if (!diagram) return null;
  const area = diagram.getBoundingClientRect();
  const copy = svgCopy(diagram, area);
  const width = Number(diagram.getAttribute('width'));
  const height = Number(diagram.getAttribute('height'));
  return copy && pieceOf({ width, height }, [copy]);
}

/** The whole columns in view, and all rows: half a name would be of no use on a slide. */
function logIn(region: Element, part: (element: Element, area: DOMRect) => Piece): Piece | null {
  const scroller = region.querySelector('.log-scroller');
  if (!scroller) return null;
  const { left, top, right, bottom } = scroller.getBoundingClientRect();
  const boxes = (selector: string) =>
    [...scroller.querySelectorAll(selector)].map((element) => element.getBoundingClientRect());
  const whole = boxes('.log-column').filter((column) => column.right <= right + 1);
  const width = Math.max(...whole.map((column) => column.right), 0) || right;
  const height = Math.max(...boxes('.log-row').map((row) => row.bottom), 0) || bottom;
  return part(scroller, new DOMRect(left, top, width - left, height - top + 1));
}

/** The legend as wide as what it says, with the rings around its swatches. */
function legendArea(legend: Element): DOMRect {
  const boxes = [...legend.children].map((child) => child.getBoundingClientRect());
  const left = Math.min(...boxes.map((box) => box.left)) - RING;
  const right = Math.max(...boxes.map((box) => box.right)) + RING;
  const { top, bottom } = legend.getBoundingClientRect();
  return new DOMRect(left, top - RING, right - left, bottom - top + 2 * RING);
}

const RING = 3;

function inkOf(theme: CSSStyleDeclaration): Ink {
  const read = (name: string) => theme.getPropertyValue(name).trim();
  return {
    paper: read('--surface') || '#ffffff',
    ink: read('--ink') || '#000000',
    quiet: read('--ink-2') || '#4a4a4a',
    font: read('--font') || 'sans-serif',
    scale: Number(read('--scale')) || 1,
  };
}

const textIn = (all: readonly (Drawn | string)[]): string =>
  all.map((one) => (typeof one === 'string' ? one : textIn(one.inside))).join('');

const familiesIn = (all: readonly (Drawn | string)[]): string =>
  all
    .map((one) =>
      typeof one === 'string'
        ? ''
        : `${one.attributes['font-family'] ?? ''}${familiesIn(one.inside)}`,
    )
    .join('');
