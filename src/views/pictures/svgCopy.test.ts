// @vitest-environment happy-dom
import { beforeEach, describe, expect, test } from 'vitest';
import { written } from './drawing';
import { svgCopy } from './svgCopy';

const SVG = 'http://www.w3.org/2000/svg';

/** Puts a drawing on the page. */
function put(tag: string, given: Record<string, string>, ...inside: (Element | string)[]): Element {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(given)) element.setAttribute(name, value);
  element.append(...inside);
  return element;
}

function copied(element: Element): string | null {
  document.body.append(element);
  const copy = svgCopy(element, new DOMRect());
  return copy && written(copy);
}

const INK = 'fill: rgb(1, 2, 3); stroke: none';

describe('a copy of a drawing', () => {
  beforeEach(() => document.body.replaceChildren());

  test('has its computed looks, and none of its names, roles, handlers and addresses', () => {
    const rect = put('rect', {
      class: 'tl-mark',
      style:
        'fill: rgba(1, 2, 3, 0.5); stroke: rgb(4, 5, 6); stroke-width: 2px; stroke-dasharray: 5px, 4px',
      x: '1',
      width: '10',
      height: '4',
      tabindex: '0',
      role: 'button',
      'aria-label': 'a message',
      onclick: 'alert(1)',
      href: 'https://elsewhere.invalid/',
    });
    expect(copied(rect)).toBe(
      '<rect x="1" width="10" height="4" fill="#010203" fill-opacity="0.5" stroke="#040506" stroke-width="2" stroke-dasharray="5, 4"/>',
    );
  });

  test('leaves out what is for the pointer, hidden, or no drawing', () => {
    const hit = put('path', { d: 'M0 0', style: 'fill: none; stroke: rgba(0, 0, 0, 0)' });
    const gone = put('g', { style: 'display: none' }, put('path', { d: 'M1 1', style: INK }));
    const hidden = put('path', { d: 'M2 2', style: `${INK}; visibility: hidden` });
    const title = put('title', {}, 'a tip');
    const foreign = put('foreignObject', { style: INK }, document.createElement('p'));
    const script = put('script', { style: INK }, 'alert(1)');
    const image = put('image', { style: INK, href: 'https://elsewhere.invalid/a.png' });
    const seen = put('path', { d: 'M3 3', style: INK });
    const all = put('svg', {}, hit, gone, hidden, title, foreign, script, image, seen);
    expect(copied(all)).toBe('<svg><path d="M3 3" fill="#010203"/></svg>');
    expect(copied(put('svg', {}, put('g', {}, put('desc', {}, 'nothing'))))).toBeNull();
  });

  test('keeps places and messages, and no group that says nothing', () => {
    const path = put('path', { d: 'M0 0', style: INK });
    const message = put('g', { 'data-message': '12', class: 'tl-message' }, put('g', {}, path));
    const moved = put('g', { transform: 'translate(3 4)', style: 'opacity: 0.5' }, message);
    expect(copied(moved)).toBe(
      '<g transform="translate(3 4)" opacity="0.5"><g data-message="12"><path d="M0 0" fill="#010203"/></g></g>',
    );
  });

  test('keeps text as text, whatever it says', () => {
    const style = `${INK}; font-family: monospace; font-size: 12px; font-weight: 600; text-anchor: middle`;
    expect(copied(put('text', { x: '1', style }, '<script>"&"</script>'))).toBe(
      '<text x="1" fill="#010203" font-family="monospace" font-size="12" font-weight="600" text-anchor="middle">' +
        '&lt;script&gt;"&amp;"&lt;/script&gt;</text>',
    );
  });
});
