import { posix } from 'node:path';
import {
  CLOCK_AND_DICE,
  MACHINE_WORDS,
  OUTSIDE_ROOMS,
  ROOMS,
  type Room,
  STEPPING_CALLS,
} from './rooms';
import { type ImportFact, type SourceFacts, sourceFacts } from './sourceFacts';

/** Source texts by their path below `src`. */
export type Sources = Readonly<Record<string, string>>;

/** Every breach of the architecture, each as one sentence that begins with the file. */
export function findings(sources: Sources): string[] {
  return Object.entries(sources).flatMap(([file, text]) => {
    if (OUTSIDE_ROOMS.includes(file)) return [];
    const name = roomName(file);
    const room = ROOMS[name];
    if (room === undefined) return [`${file} belongs to no room`];
    const facts = sourceFacts(file, text);
    return breaches(file, name, room, facts).map((breach) => `${file} ${breach}`);
  });
}

/** The files of `base` that use XState as a value. There is to be exactly one: the stepper. */
export function steppers(sources: Sources): string[] {
  return Object.entries(sources)
    .filter(([file, text]) => {
      if (!file.startsWith('base/') || isTest(file)) return false;
      return sourceFacts(file, text).imports.some(isMachinery);
    })
    .map(([file]) => file);
}

function breaches(file: string, name: string, room: Room, facts: SourceFacts): string[] {
  const imports = facts.imports.flatMap((it) => importBreach(file, name, room, it));
  // Tests may hold the stepper against XState's own way, measure time and throw real dice.
  if (isTest(file)) return imports;
  return [...imports, ...steppingBreaches(name, facts), ...determinismBreaches(room, facts)];
}

function importBreach(file: string, name: string, room: Room, it: ImportFact): string[] {
  if (it.specifier.startsWith('.')) {
    const target = posix.join(posix.dirname(file), it.specifier.replace(/\?.*$/, ''));
    return arrowBreach(file, name, room, it, target);
  }
  if (isTest(file)) return [];
  const package_ = packageName(it.specifier);
  const known = it.typeOnly ? [...room.packages, ...(room.types ?? [])] : room.packages;
  if (!known.includes(package_)) return [`(${name}) may not import ${it.specifier}`];
  return isMachinery(it) ? machineryBreach(name, it) : [];
}

function arrowBreach(
  file: string,
  name: string,
  room: Room,
  it: ImportFact,
  target: string,
): string[] {
  if (target.startsWith('..')) {
    return isTest(file) ? [] : [`(${name}) may not import ${it.specifier} from outside src`];
  }
  const to = topRoom(target);
  if (to === topRoom(file) || room.imports.includes(to)) return [];
  if (it.typeOnly && room.types?.includes(to)) return [];
  return [`(${name}) may not import ${it.typeOnly ? 'types from ' : ''}${target}`];
}

function machineryBreach(name: string, it: ImportFact): string[] {
  if (name === 'base') return [];
  const foreign = it.names.filter((word) => !MACHINE_WORDS.includes(word));
  return foreign.map((word) => `(${name}) may describe machines, not use ${word} of xstate`);
}

function steppingBreaches(name: string, { imports, calls }: SourceFacts): string[] {
  const isStepper = name === 'base' && imports.some(isMachinery);
  // Views cannot reach XState at all, and D3 has a transition of its own.
  if (isStepper || name === 'views') return [];
  const made = STEPPING_CALLS.filter((call) => calls.has(call));
  return made.map((call) => `(${name}) calls ${call}(): only the stepper in base runs machines`);
}

function determinismBreaches(room: Room, { mentions }: SourceFacts): string[] {
  if (!room.deterministic) return [];
  const used = CLOCK_AND_DICE.filter((source) => mentions.has(source));
  return used.map((source) => `uses ${source}: time and chance come from the world value`);
}

/** Tests of a room inside a room may use whatever the outer room may. */
function roomName(file: string): string {
  const names = Object.keys(ROOMS).filter((name) => isBelow(file, name));
  if (isTest(file)) return topRoom(file);
  return names.reduce((longest, name) => (name.length > longest.length ? name : longest), '');
}

function isBelow(file: string, name: string): boolean {
  return file.startsWith(`${name}/`) || (name.includes('/') && file.startsWith(`${name}.`));
}

function topRoom(path: string): string {
  return path.split('/')[0] ?? '';
}

function isMachinery(it: ImportFact): boolean {
  return it.specifier.startsWith('xstate') && !it.typeOnly;
}

function isTest(file: string): boolean {
  return /\.test(kit)?\.tsx?$/.test(file);
}

function packageName(specifier: string): string {
  if (specifier.startsWith('node:')) return 'node:';
  const parts = specifier.split('/');
  return parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
}
