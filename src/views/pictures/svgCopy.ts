import { type Attributes, type Drawn, drawn } from './drawing';
import { painted, paintOf } from './paint';

/** What of each element is drawn. Anything else (names, roles, handlers, addresses) stays behind. */
const GEOMETRY: Readonly<Record<string, readonly string[]>> = {
  svg: ['x', 'y', 'width', 'height', 'viewBox'],
  g: [],
  path: ['d'],
  rect: ['x', 'y', 'width', 'height', 'rx', 'ry'],
  circle: ['cx', 'cy', 'r'],
  line: ['x1', 'y1', 'x2', 'y2'],
  polyline: ['points'],
  polygon: ['points'],
  text: ['x', 'y', 'dx', 'dy'],
};

/** Lines and their initial values, which need not be said. */
const STROKES = {
  'stroke-dasharray': 'none',
  'stroke-linecap': 'butt',
  'stroke-linejoin': 'miter',
} as const;

/** How far a thick line may reach beyond its box. */
const REACH = 4;

/**
 * A drawing on the page as it looks there: with its computed styles, and without what is only for the pointer or out
 * of view. Null when nothing of it is seen.
 */
export function svgCopy(element: Element, area: DOMRect): Drawn | null {
  const { localName: tag } = element;
  const geometry = GEOMETRY[tag];
  if (!geometry) return null;
  const style = getComputedStyle(element);
  if (style.display === 'none' || style.opacity === '0') return null;
  const placed = { ...geometryOf(element, geometry), ...placeOf(element, style) };
  if (tag === 'svg' || tag === 'g') return group(element, area, { ...placed, ...nameOf(element) });
  if (style.visibility === 'hidden' || !touches(element.getBoundingClientRect(), area)) return null;
  const looks = looksOf(style, tag !== 'line');
  if (!looks) return null;
  if (tag !== 'text') return drawn(tag, { ...placed, ...looks });
  const text = element.textContent;
  return text && !isCut(element.getBoundingClientRect(), area)
    ? drawn(tag, { ...placed, ...looks, ...lettersOf(style) }, [text])
    : null;
}

function group(element: Element, area: DOMRect, attributes: Attributes): Drawn | null {
  const inside = [...element.children]
    .map((child) => svgCopy(child, area))
    .filter((child) => child !== null);
  if (inside.length === 0) return null;
  const [only] = inside;
  // A group that says nothing of its own.
  const isPlain = element.localName === 'g' && Object.keys(attributes).length === 0;
  return isPlain && only && inside.length === 1
    ? only
    : drawn(element.localName, attributes, inside);
}

function geometryOf(element: Element, names: readonly string[]): Attributes {
  const given = names.map((name) => [name, element.getAttribute(name)] as const);
  return Object.fromEntries(given.filter(([, value]) => value !== null)) as Attributes;
}

/** Where it stands, and how pale everything in it is. */
function placeOf(element: Element, style: CSSStyleDeclaration): Attributes {
  const transform = element.getAttribute('transform') ?? style.transform;
  const opacity = Number(style.opacity || 1);
  return {
    ...(transform && transform !== 'none' && { transform }),
    ...(opacity !== 1 && { opacity }),
  };
}

/** Messages keep their number: who edits the picture finds them by it. */
function nameOf(element: Element): Attributes {
  const message = element.getAttribute('data-message');
  return message === null ? {} : { 'data-message': message };
}

/** Null for what is drawn in no colour: it was there for the pointer. */
function looksOf(style: CSSStyleDeclaration, hasGround: boolean): Attributes | null {
  const read = (name: string) => style.getPropertyValue(name);
  const alpha = (name: string) => Number(read(name) || 1);
  const width = Number.parseFloat(read('stroke-width') || '1');
  const fill = hasGround ? paintOf(read('fill'), alpha('fill-opacity')) : null;
  const stroke = width > 0 ? paintOf(read('stroke'), alpha('stroke-opacity')) : null;
  if (!fill && !stroke) return null;
  if (!stroke) return painted('fill', fill);
  const lines = Object.entries(STROKES)
    .map(([name, initial]) => [name, read(name).replaceAll('px', ''), initial] as const)
    .filter(([, value, initial]) => value !== '' && value !== initial)
    .map(([name, value]) => [name, value] as const);
  const order = read('paint-order');
  return {
    ...(hasGround && painted('fill', fill)),
    ...painted('stroke', stroke),
    'stroke-width': width,
    ...Object.fromEntries(lines),
    ...(order !== '' && order !== 'normal' && { 'paint-order': order }),
  };
}

/** How text is set. */
export function lettersOf(style: CSSStyleDeclaration): Attributes {
  const read = (name: string) => style.getPropertyValue(name);
  const anchor = read('text-anchor');
  const spacing = Number.parseFloat(read('letter-spacing'));
  return {
    'font-family': read('font-family'),
    'font-size': Number.parseFloat(read('font-size')) || 12,
    ...(read('font-weight') !== '400' && { 'font-weight': read('font-weight') || 400 }),
    ...(anchor !== '' && anchor !== 'start' && { 'text-anchor': anchor }),
    ...(spacing && { 'letter-spacing': spacing }),
  };
}

/** Whether any of it is in view. Where nothing is laid out, everything is. */
function touches(box: DOMRect, area: DOMRect): boolean {
  if (area.width === 0) return true;
  return (
    box.right > area.left - REACH &&
    box.left < area.right + REACH &&
    box.bottom > area.top - REACH &&
    box.top < area.bottom + REACH
  );
}

/** A number cut off at the edge would be another number. */
function isCut(box: DOMRect, area: DOMRect): boolean {
  return area.width > 0 && (box.left < area.left - 1 || box.right > area.right + 1);
}
