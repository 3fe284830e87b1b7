/** More than this makes a file too heavy for a slide; the fonts that every machine has do as well. */
const MOST_BYTES = 400_000;

/** A font of the page, for some of the letters there are. */
interface Face {
  readonly family: string;
  readonly weight: string;
  readonly address: string;
  has(letter: number): boolean;
}

/** The page's fonts that this text is set in, as rules that carry the fonts themselves; '' when that is too much. */
export async function embeddedFonts(text: string, families: string): Promise<string> {
  const letters = [...new Set(text)].map((letter) => letter.codePointAt(0) as number);
  const faces = facesOf(document.styleSheets).filter(
    ({ family, has }) => families.includes(family) && letters.some(has),
  );
  try {
    const rules = await Promise.all(faces.map(ruleOf));
    const style = rules.join('');
    return style.length <= MOST_BYTES ? style : '';
  } catch {
    // A page opened from a file may not read its own fonts.
    return '';
  }
}

function facesOf(sheets: Iterable<CSSStyleSheet> | StyleSheetList): Face[] {
  return [...sheets].flatMap((sheet) =>
    [...sheet.cssRules]
      .filter((rule) => rule instanceof CSSFontFaceRule)
      .flatMap((rule) => faceOf(rule.style, sheet.href ?? document.baseURI)),
  );
}

function faceOf(style: CSSStyleDeclaration, base: string): Face[] {
  const read = (name: string) => style.getPropertyValue(name);
  const address = /url\("?([^")]+)"?\)/.exec(read('src'))?.[1];
  if (address === undefined) return [];
  const ranges = rangesIn(read('unicode-range'));
  return [
    {
      family: read('font-family').replaceAll(/^["']|["']$/g, ''),
      weight: read('font-weight') || '400',
      address: new URL(address, base).href,
      has: (letter) =>
        ranges.length === 0 || ranges.some(([from, to]) => from <= letter && letter <= to),
    },
  ];
}

/** "U+0-FF, U+131, U+4??". */
export function rangesIn(text: string): (readonly [from: number, to: number])[] {
  return [...text.matchAll(/U\+([0-9a-f]+)(\?*)(?:-([0-9a-f]+))?/gi)].map(
    ([, from = '', open = '', to]) => [
      Number.parseInt(from + open.replaceAll('?', '0'), 16),
      Number.parseInt(to ?? from + open.replaceAll('?', 'f'), 16),
    ],
  );
}

async function ruleOf({ family, weight, address }: Face): Promise<string> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  const data = await dataAddress(await response.blob());
  return `@font-face{font-family:"${family}";font-weight:${weight};src:url(${data}) format("woff2")}`;
}

function dataAddress(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error ?? new Error('the font cannot be read'));
    reader.readAsDataURL(
      blob.type === 'font/woff2' ? blob : blob.slice(0, blob.size, 'font/woff2'),
    );
  });
}
