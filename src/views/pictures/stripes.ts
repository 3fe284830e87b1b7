import { type Drawn, drawn } from './drawing';
import { painted, paintOf } from './paint';

/** The patterns of a picture, each drawn once. */
export interface Patterns {
  /** What to fill with for each striped layer of a background, the lowest first. */
  fillsOf(backgroundImage: string): string[];
  drawn(): Drawn[];
}

export function createPatterns(): Patterns {
  const known = new Map<string, Drawn>();
  const nameFor = (layer: string): string | null => {
    if (!known.has(layer)) {
      const pattern = patternOf(layer, `stripes-${known.size + 1}`);
      if (!pattern) return null;
      known.set(layer, pattern);
    }
    return `url(#${known.get(layer)?.attributes.id})`;
  };
  return {
    fillsOf: (image) =>
      layersOf(image)
        .map(nameFor)
        .filter((name) => name !== null)
        .reverse(),
    drawn: () => [...known.values()],
  };
}

/** CSS lists the topmost layer first. */
function layersOf(image: string): string[] {
  return image.split(/,\s*(?=repeating-linear-gradient\()/);
}

/** Stripes as the browser writes them: an angle, then colours, each with the pixel where it begins or ends. */
function patternOf(layer: string, id: string): Drawn | null {
  const angle = /^repeating-linear-gradient\((-?[\d.]+)deg,/.exec(layer)?.[1];
  if (angle === undefined) return null;
  const stops = [...layer.matchAll(/((?:rgba?|color)\([^)]*\))((?:\s+[\d.]+px)+)/g)].flatMap(
    ([, colour = '', places = '']) =>
      places
        .trim()
        .split(/\s+/)
        .map((place) => ({ colour, at: Number.parseFloat(place) })),
  );
  const period = stops.at(-1)?.at ?? 0;
  if (period === 0) return null;
  const bands = stops.slice(1).map(({ colour, at }, i) => {
    const before = stops[i];
    const paint = paintOf(colour);
    if (!before || !paint || before.colour !== colour || at <= before.at) return null;
    const width = at - before.at;
    return drawn('rect', { x: before.at, width, height: period, ...painted('fill', paint) });
  });
  const patternTransform = `rotate(${Number(angle) - 90})`;
  const size = { width: period, height: period, patternUnits: 'userSpaceOnUse' };
  return drawn('pattern', { id, ...size, patternTransform }, bands);
}
