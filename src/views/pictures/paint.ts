import type { Attributes } from './drawing';

/** A colour as every program that opens an SVG understands it. */
export interface Paint {
  readonly colour: string;
  readonly opacity: number;
}

/** What the browser computed for a colour; null for one that is not seen. */
export function paintOf(computed: string, opacity = 1): Paint | null {
  const parts = numbersIn(computed);
  const [red, green, blue, alpha = 1] = parts;
  if (red === undefined || green === undefined || blue === undefined) {
    const isSeen = computed.startsWith('#') && opacity > 0;
    return isSeen ? { colour: computed, opacity } : null;
  }
  // Mixed colours come as color(srgb 0.5 0.5 0.5), all others as rgb(128, 128, 128).
  const unit = computed.startsWith('color(') ? 255 : 1;
  const seen = alpha * opacity;
  if (seen === 0) return null;
  return {
    colour: `#${[red, green, blue].map((part) => hex(part * unit)).join('')}`,
    opacity: seen,
  };
}

/** The attributes of something filled or drawn with this paint. */
export function painted(property: 'fill' | 'stroke', paint: Paint | null): Attributes {
  if (!paint) return { [property]: 'none' };
  const { colour, opacity } = paint;
  return opacity === 1
    ? { [property]: colour }
    : { [property]: colour, [`${property}-opacity`]: opacity };
}

function numbersIn(computed: string): number[] {
  const inside = /^(?:rgba?|color)\((?:srgb )?(.*)\)$/.exec(computed)?.[1];
  return inside === undefined ? [] : inside.split(/[\s,/]+/).map(Number);
}

const hex = (part: number): string =>
  Math.round(Math.min(255, Math.max(0, part)))
    .toString(16)
    .padStart(2, '0');
