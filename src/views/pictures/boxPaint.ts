import { type Attributes, type Drawn, drawn } from './drawing';
import { type Paint, painted, paintOf } from './paint';
import type { Patterns } from './stripes';

/** Where something stands in the picture. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Edge {
  readonly width: number;
  readonly style: string;
  readonly paint: Paint | null;
}

/** A box of the page without what is in it: rings around it, its ground, its borders, its outline. */
export function boxPaint(style: CSSStyleDeclaration, box: Box, patterns: Patterns): Drawn[] {
  const radius = px(style.borderTopLeftRadius);
  return [
    ...ringsOf(style.boxShadow, box, radius),
    ...groundsOf(style, box, radius, patterns),
    ...bordersOf(style, box, radius),
    ...outlineOf(style, box, radius),
  ];
}

/** Shadows that are not blurred are rings; the others only make things float on a screen. The first lies on top. */
function ringsOf(shadows: string, box: Box, radius: number): Drawn[] {
  return shadows
    .split(/,\s*(?=rgb|color)/)
    .map((shadow) => {
      const [, colour = '', x, y, blur, spread] =
        /^(.*\)) (\S+)px (\S+)px (\S+)px (\S+)px$/.exec(shadow) ?? [];
      const paint = paintOf(colour);
      const by = Number(spread);
      if (!paint || !(by > 0) || Number(x) || Number(y) || Number(blur)) return null;
      return rect(grown(box, by), radius + by, painted('fill', paint));
    })
    .filter((ring) => ring !== null)
    .reverse();
}

function groundsOf(style: CSSStyleDeclaration, box: Box, radius: number, patterns: Patterns) {
  const colour = paintOf(style.backgroundColor);
  const fills: Attributes[] = [
    ...(colour ? [painted('fill', colour)] : []),
    ...patterns.fillsOf(style.backgroundImage).map((fill) => ({ fill })),
  ];
  return fills.map((fill) => rect(box, radius, fill));
}

function bordersOf(style: CSSStyleDeclaration, box: Box, radius: number): Drawn[] {
  const edge = (side: string): Edge => ({
    width: px(style.getPropertyValue(`border-${side}-width`)),
    style: style.getPropertyValue(`border-${side}-style`),
    paint: paintOf(style.getPropertyValue(`border-${side}-color`)),
  });
  const [top, right, bottom, left] = ['top', 'right', 'bottom', 'left'].map(edge) as [
    Edge,
    Edge,
    Edge,
    Edge,
  ];
  if ([right, bottom, left].every((other) => isSame(other, top))) {
    const frame = { ...painted('fill', null), ...strokeOf(top) };
    const inner = grown(box, -top.width / 2);
    return isSeen(top) ? [rect(inner, Math.max(0, radius - top.width / 2), frame)] : [];
  }
  const { x, y, width, height } = box;
  const line = (of: Edge, x1: number, y1: number, x2: number, y2: number) =>
    isSeen(of) ? [drawn('line', { x1, y1, x2, y2, ...strokeOf(of) })] : [];
  const half = ({ width: wide }: Edge) => wide / 2;
  return [
    ...line(top, x, y + half(top), x + width, y + half(top)),
    ...line(right, x + width - half(right), y, x + width - half(right), y + height),
    ...line(bottom, x, y + height - half(bottom), x + width, y + height - half(bottom)),
    ...line(left, x + half(left), y, x + half(left), y + height),
  ];
}

function outlineOf(style: CSSStyleDeclaration, box: Box, radius: number): Drawn[] {
  const width = px(style.outlineWidth);
  const edge: Edge = { width, style: style.outlineStyle, paint: paintOf(style.outlineColor) };
  if (!isSeen(edge)) return [];
  const by = px(style.outlineOffset) + width / 2;
  return [
    rect(grown(box, by), Math.max(0, radius + by), {
      ...painted('fill', null),
      ...strokeOf(edge),
    }),
  ];
}

const isSeen = ({ width, style, paint }: Edge): boolean =>
  width > 0 && style !== 'none' && style !== 'hidden' && paint !== null;

const isSame = (a: Edge, b: Edge): boolean =>
  a.width === b.width && a.style === b.style && a.paint?.colour === b.paint?.colour;

function strokeOf({ width, style, paint }: Edge): Attributes {
  const dashes = { dashed: `${3 * Math.max(1, width / 1.5)}`, dotted: `${width}` }[style];
  return {
    ...painted('stroke', paint),
    'stroke-width': width,
    ...(dashes && { 'stroke-dasharray': `${dashes} ${dashes}` }),
  };
}

function rect({ x, y, width, height }: Box, radius: number, looks: Attributes): Drawn {
  return drawn('rect', { x, y, width, height, ...(radius > 0 && { rx: radius }), ...looks });
}

const grown = ({ x, y, width, height }: Box, by: number): Box => ({
  x: x - by,
  y: y - by,
  width: Math.max(0, width + 2 * by),
  height: Math.max(0, height + 2 * by),
});

export const px = (length: string): number => Number.parseFloat(length) || 0;
