/** An element of a picture. Written by hand rather than by the browser, so that nothing gets in that was not drawn. */
export interface Drawn {
  readonly tag: string;
  readonly attributes: Attributes;
  readonly inside: readonly (Drawn | string)[];
}

export type Attributes = Readonly<Record<string, string | number>>;

export function drawn(
  tag: string,
  attributes: Attributes,
  inside: readonly (Drawn | string | null)[] = [],
): Drawn {
  return { tag, attributes, inside: inside.filter((one) => one !== null) };
}

/** The element as text of an SVG file. Whatever stands in a value stays text. */
export function written({ tag, attributes, inside }: Drawn): string {
  const listed = Object.entries(attributes).map(
    ([name, value]) => ` ${name}="${quoted(typeof value === 'number' ? short(value) : value)}"`,
  );
  const opening = `<${tag}${listed.join('')}`;
  if (inside.length === 0) return `${opening}/>`;
  const content = inside.map((one) => (typeof one === 'string' ? escaped(one) : written(one)));
  return `${opening}>${content.join('')}</${tag}>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
};

function escaped(text: string): string {
  return [...text]
    .map((letter) => ENTITIES[letter] ?? (isAllowed(letter) ? letter : '\ufffd'))
    .join('');
}

const quoted = (text: string): string => escaped(text).replaceAll('"', '&quot;');

/** XML has no way at all to write most control characters, nor half a pair of surrogates. */
function isAllowed(letter: string): boolean {
  const code = letter.codePointAt(0) as number;
  if (code < 0x20) return code === 0x09 || code === 0x0a || code === 0x0d;
  return !(code >= 0xd800 && code <= 0xdfff) && code !== 0xfffe && code !== 0xffff;
}

/** A hundredth of a pixel is seen by nobody. */
export const short = (value: number): string => String(Math.round(value * 100) / 100);
