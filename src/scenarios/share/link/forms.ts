import type * as v from 'valibot';
import { below, parsed, Refusal, shown } from '../../format/refusal';

/**
 * How something stands in a link, and how it is read back: objects become lists of their values, for their keys are the
 * same each time. Whatever is read is checked, and refused with its place.
 */
export interface Form {
  write(value: unknown): unknown;
  /** @throws Refusal */
  read(raw: unknown, pointer: string): unknown;
}

/** A field of an object; what may be left out comes last. */
export type Field = readonly [name: string, form: Form, leftOut?: 'optional'];

type Fields = Readonly<Record<string, unknown>>;

/** Plain data, as it is. */
export function plain(schema: v.GenericSchema): Form {
  return { write: (value) => value, read: (raw, pointer) => parsed(schema, raw, pointer) };
}

/** An object, as the list of its values. */
export function fieldsOf(fields: readonly Field[]): Form {
  return {
    write: (value) => writeFields(fields, value as Fields),
    read: (raw, pointer) => readFields(fields, listIn(raw, pointer), pointer, 0),
  };
}

/** One of several kinds of objects, as its type and its values. */
export function kindsOf(kinds: Readonly<Record<string, readonly Field[]>>): Form {
  return {
    write(value) {
      const { type } = value as { readonly type: string };
      return [type, ...writeFields(kinds[type] as readonly Field[], value as Fields)];
    },
    read(raw, pointer) {
      const list = listIn(raw, pointer);
      const [type] = list;
      if (typeof type !== 'string' || !Object.hasOwn(kinds, type))
        throw new Refusal(below(pointer, 0), `unknown kind ${shown(type)}`);
      return { type, ...readFields(kinds[type] as readonly Field[], list, pointer, 1) };
    },
  };
}

/** At most so many of the same form. */
export function many(form: Form, most: number): Form {
  return {
    write: (value) => (value as readonly unknown[]).map((part) => form.write(part)),
    read(raw, pointer) {
      const list = listIn(raw, pointer);
      if (list.length > most) throw new Refusal(pointer, `expected at most ${most}`);
      return list.map((part, i) => form.read(part, below(pointer, i)));
    },
  };
}

function writeFields(fields: readonly Field[], value: Fields): unknown[] {
  return fields.flatMap(([name, form]) =>
    value[name] === undefined ? [] : [form.write(value[name])],
  );
}

function readFields(
  fields: readonly Field[],
  list: readonly unknown[],
  pointer: string,
  first: number,
): Fields {
  if (list.length > first + fields.length)
    throw new Refusal(pointer, `expected at most ${first + fields.length} values`);
  const read = fields.flatMap(([name, form, leftOut], i) => {
    const at = first + i;
    if (at < list.length) return [[name, form.read(list[at], below(pointer, at))] as const];
    if (leftOut) return [];
    throw new Refusal(pointer, `missing "${name}"`);
  });
  return Object.fromEntries(read);
}

function listIn(raw: unknown, pointer: string): readonly unknown[] {
  if (!Array.isArray(raw)) throw new Refusal(pointer, `expected a list, found ${shown(raw)}`);
  return raw;
}
