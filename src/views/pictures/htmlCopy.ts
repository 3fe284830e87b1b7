import { type Box, boxPaint, px } from './boxPaint';
import { type Drawn, drawn } from './drawing';
import { painted, paintOf } from './paint';
import type { Patterns } from './stripes';
import { lettersOf, svgCopy } from './svgCopy';
import { type Limit, textLines } from './textLines';

/** What a part of the page is drawn with. */
export interface Easel {
  readonly patterns: Patterns;
  /** What is seen of the page; what does not touch it is left out. */
  readonly area: DOMRect;
  /** How far below the top of its line a text stands, as a part of the line's height. */
  ascentOf(style: CSSStyleDeclaration): number;
}

/**
 * A part of the page drawn as it looks there: its boxes, texts and icons, by the places and colours that the browser
 * computed. Knows what the log and the legends are made of, not all of CSS.
 */
export function htmlCopy(element: Element, easel: Easel, limit: Limit = OPEN): Drawn[] {
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  const isHidden = style.display === 'none' || style.visibility === 'hidden';
  if (isHidden || element.localName === 'button' || !isInView(box, easel.area)) return [];
  const own = boxPaint(style, placeOf(box, easel), easel.patterns);
  const within = limitWithin(style, box, limit);
  const inside = painterOrder(element).flatMap((node) => nodeCopy(node, element, easel, within));
  const all = [...own, ...inside, ...pseudo(element, box, easel)];
  const opacity = Number(style.opacity || 1);
  return opacity === 1 || all.length === 0 ? all : [drawn('g', { opacity }, all)];
}

const OPEN: Limit = {
  right: Number.POSITIVE_INFINITY,
  hasEllipsis: false,
};

function nodeCopy(node: Node, parent: Element, easel: Easel, limit: Limit): Drawn[] {
  if (node instanceof Text) return textCopy(node, parent, easel, limit);
  if (node instanceof SVGSVGElement) return iconCopy(node, easel);
  return node instanceof Element ? htmlCopy(node, easel, limit) : [];
}

function textCopy(node: Text, parent: Element, easel: Easel, limit: Limit): Drawn[] {
  const style = getComputedStyle(parent);
  const looks = { ...painted('fill', paintOf(style.color)), ...lettersOf(style) };
  return textLines(node, limit).map(({ text, left, top, height }) => {
    const y = top - easel.area.top + height * easel.ascentOf(style);
    return drawn('text', { x: left - easel.area.left, y, ...looks }, [text]);
  });
}

function iconCopy(icon: SVGSVGElement, easel: Easel): Drawn[] {
  const box = icon.getBoundingClientRect();
  const copy = isInView(box, easel.area) ? svgCopy(icon, box) : null;
  return copy ? [{ ...copy, attributes: { ...copy.attributes, ...placeOf(box, easel) } }] : [];
}

/** What stands still while the rest scrolls lies above it. */
function painterOrder(element: Element): Node[] {
  const height = (node: Node) => {
    if (!(node instanceof Element)) return 0;
    const { position, zIndex } = getComputedStyle(node);
    return position === 'static' || position === '' ? 0 : Number.parseInt(zIndex, 10) || 0;
  };
  return [...element.childNodes]
    .map((node) => ({ node, height: height(node) }))
    .sort((a, b) => a.height - b.height)
    .map(({ node }) => node);
}

/** A box that cuts off what does not fit into it. */
function limitWithin(style: CSSStyleDeclaration, box: DOMRect, limit: Limit): Limit {
  if (style.overflowX === 'visible' || style.overflowX === '') return limit;
  const right = Math.min(limit.right, box.right - px(style.borderRightWidth));
  return { right, hasEllipsis: style.textOverflow === 'ellipsis' };
}

/** A line drawn by the style sheet alone. */
function pseudo(element: Element, box: DOMRect, easel: Easel): Drawn[] {
  const style = getComputedStyle(element, '::after');
  if (style.content !== '""' || style.position !== 'absolute') return [];
  const place = {
    x: box.left - easel.area.left + px(style.left),
    y: box.top - easel.area.top + px(style.top),
    width: px(style.width),
    height: px(style.height),
  };
  return boxPaint(style, place, easel.patterns);
}

const placeOf = ({ left, top, width, height }: DOMRect, { area }: Easel): Box => ({
  x: left - area.left,
  y: top - area.top,
  width,
  height,
});

/** Boxes of a single pixel are there for the ear only. */
function isInView(box: DOMRect, area: DOMRect): boolean {
  if (box.width === 1 && box.height === 1) return false;
  return (
    box.right > area.left && box.left < area.right && box.bottom > area.top && box.top < area.bottom
  );
}
