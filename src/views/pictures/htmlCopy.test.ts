// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { drawn, written } from './drawing';
import { type Easel, htmlCopy } from './htmlCopy';
import { createPatterns } from './stripes';

const easel = (): Easel => ({
  patterns: createPatterns(),
  area: new DOMRect(10, 10, 200, 100),
  ascentOf: () => 0.8,
});

function put(style: string, place: readonly number[], ...inside: (Node | string)[]): HTMLElement {
  const element = document.createElement('div');
  element.style.cssText = style;
  element.getBoundingClientRect = () => new DOMRect(...place);
  element.append(...inside);
  document.body.append(element);
  return element;
}

const copied = (element: Element) => written(drawn('g', {}, htmlCopy(element, easel())));

const TYPE = 'color: rgb(1, 2, 3); font-family: serif; font-size: 10px; font-weight: 400';

describe('a copy of the page', () => {
  beforeEach(() => {
    document.body.replaceChildren();
    // Nothing is laid out here: letters are 6 wide, in one line from (20, 30).
    vi.spyOn(Range.prototype, 'getClientRects').mockImplementation(function (this: Range) {
      return [new DOMRect(20 + this.startOffset * 6, 30, 6, 10)] as unknown as DOMRectList;
    });
  });
  afterEach(() => void vi.restoreAllMocks());

  test('has grounds, borders, rings and opacity', () => {
    const style =
      'background-color: rgb(9, 9, 9); border: 2px dashed rgb(1, 2, 3); border-radius: 4px; opacity: 0.5; ' +
      'box-shadow: rgb(5, 5, 5) 0px 0px 0px 1px, rgba(0, 0, 0, 0.3) 0px 2px 5px 0px inset, rgb(6, 6, 6) 0px 0px 0px 3px';
    expect(copied(put(style, [20, 20, 50, 30]))).toBe(
      '<g><g opacity="0.5">' +
        '<rect x="7" y="7" width="56" height="36" rx="7" fill="#060606"/>' +
        '<rect x="9" y="9" width="52" height="32" rx="5" fill="#050505"/>' +
        '<rect x="10" y="10" width="50" height="30" rx="4" fill="#090909"/>' +
        '<rect x="11" y="11" width="48" height="28" rx="3" fill="none" stroke="#010203" stroke-width="2" stroke-dasharray="4 4"/>' +
        '</g></g>',
    );
  });

  test('has a border at one side only where there is one', () => {
    expect(copied(put('border-right: 2px solid rgb(1, 2, 3)', [20, 20, 50, 30]))).toBe(
      '<g><line x1="59" y1="10" x2="59" y2="40" stroke="#010203" stroke-width="2"/></g>',
    );
  });

  test('keeps text as text, at its baseline', () => {
    expect(copied(put(TYPE, [20, 20, 90, 30], '<b>&'))).toBe(
      '<g><text x="10" y="28" fill="#010203" font-family="serif" font-size="10">&lt;b&gt;&amp;</text></g>',
    );
  });

  test('cuts text where the page does', () => {
    const cut = `${TYPE}; overflow-x: hidden; text-overflow: ellipsis`;
    expect(copied(put(cut, [20, 20, 30, 30], 'honeydew'))).toContain('>hone…</text>');
    expect(copied(put(cut, [20, 20, 48, 30], 'honeydew'))).toContain('>honeydew</text>');
  });

  test('leaves out what is hidden, out of view, a button, or for the ear only', () => {
    for (const [style, place] of [
      ['display: none', [20, 20, 50, 30]],
      ['visibility: hidden', [20, 20, 50, 30]],
      ['', [300, 20, 50, 30]],
      ['', [20, 20, 1, 1]],
    ] as const)
      expect(copied(put(`${TYPE}; ${style}`, place, 'x'))).toBe('<g/>');
    const button = document.createElement('button');
    button.getBoundingClientRect = () => new DOMRect(20, 20, 50, 30);
    button.append('x');
    expect(copied(put(TYPE, [20, 20, 50, 30], button))).toBe('<g/>');
  });

  test('draws what stands still above what scrolls', () => {
    const above = put(
      'position: sticky; z-index: 2; background-color: rgb(2, 2, 2)',
      [20, 20, 9, 9],
    );
    const below = put('position: absolute; background-color: rgb(1, 1, 1)', [20, 20, 9, 9]);
    const text = copied(put('', [20, 20, 50, 30], above, below));
    expect(text.indexOf('#010101')).toBeGreaterThan(-1);
    expect(text.indexOf('#020202')).toBeGreaterThan(text.indexOf('#010101'));
  });
});
