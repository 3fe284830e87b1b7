// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Log } from '../log/Log';
import { show, steps } from '../shared/page.testkit';
import { Timeline } from '../timeline/Timeline';
import { PictureMenu } from './PictureMenu';

const HOSTILE = '"><script>alert(1)</script><image href="https://elsewhere.invalid/"/>';

const SCRIPT = [
  { start: { peer: 'S1', seq: 0, value: HOSTILE } },
  { deliver: { from: 'S1', to: 'S2', kind: 'prepare' } },
  { deliver: { from: 'S2', to: 'S1', kind: 'promise' } },
  { deliver: { from: 'S1', to: 'S2', kind: 'accept' } },
];

const ELEMENTS =
  'svg title desc style defs pattern g rect path line circle text polyline polygon'.split(' ');

/** What was given to the person as files. */
let saved: { name: string; blob: Blob }[] = [];

beforeEach(() => {
  saved = [];
  let last: Blob | null = null;
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    last = blob as Blob;
    return 'blob:test';
  });
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
    this: HTMLAnchorElement,
  ) {
    if (last) saved.push({ name: this.download, blob: last });
  });
  // Nothing is laid out here: everything is in the same place, and in view.
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(
    () => new DOMRect(0, 0, 540, 240),
  );
  vi.spyOn(Range.prototype, 'getClientRects').mockImplementation(
    () => [new DOMRect(0, 0, 7, 14)] as unknown as DOMRectList,
  );
  const style = document.createElement('style');
  style.textContent = '* { fill: rgb(1, 2, 3); color: rgb(1, 2, 3) }';
  document.head.replaceChildren(style);
});
afterEach(() => void vi.restoreAllMocks());

async function take(page: HTMLElement, act: (does: () => void) => Promise<void>, name: string) {
  const button = [...page.querySelectorAll('button')].find((one) =>
    one.textContent?.includes(name),
  );
  await act(() => button?.click());
  const told = () => page.querySelector('[aria-label="Pictures"] [role="status"]')?.textContent;
  await vi.waitFor(async () => {
    await act(() => {});
    expect(told()).not.toBe('Drawing…');
  });
  return told();
}

describe('pictures for a slide', () => {
  test.each(['Timeline', 'Log'])(
    '%s: a file of drawn things, in which text stays text',
    async (region) => {
      const view = (
        <>
          <Timeline />
          <Log />
          <PictureMenu />
        </>
      );
      const { session, page, act } = await show(view, {}, SCRIPT);
      await act(() => steps(session, 4));
      expect(await take(page, act, `${region} as SVG`)).toBe('Saved.');
      expect(saved.map(({ name }) => name)).toEqual([
        `paxoscope-${region.toLowerCase()}-a-test.svg`,
      ]);
      const text = (await saved[0]?.blob.text()) ?? '';
      const picture = new DOMParser().parseFromString(text, 'application/xml');
      const elements = [...picture.querySelectorAll('*')];
      expect(elements.length).toBeGreaterThan(20);
      expect(elements.filter(({ localName }) => !ELEMENTS.includes(localName))).toEqual([]);
      const attributes = elements.flatMap((element) => element.getAttributeNames());
      expect(
        attributes.filter((name) => /^(on|aria|xlink|href|class|style|src|tabindex)/.test(name)),
      ).toEqual([]);
      expect(text).toContain('<title>A test</title>');
      expect(text).toContain('One Paxos per instance · t = 0\u00a0ms · event 4');
      expect(text).toContain('&lt;script&gt;');
      expect(text).not.toContain('<script');
    },
  );

  test('says what to do when the region is not on the page', async () => {
    const { page, act } = await show(<PictureMenu />, {}, SCRIPT);
    expect(await take(page, act, 'Log as PNG')).toBe(
      'The Log is not on the page now: show it, then come back.',
    );
    expect(saved).toEqual([]);
  });
});
