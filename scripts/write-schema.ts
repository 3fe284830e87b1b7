/** Writes what is derived from the scenario format and the scenario files: `npm run schema`. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { catalogueOf } from '../src/scenarios/format/catalogue';
import { publishedSchema } from '../src/scenarios/format/publishedSchema';

const root = fileURLToPath(new URL('../public', import.meta.url));
const folder = join(root, 'scenarios');

const ids = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.json') && path !== 'index.json')
  .map((path) => path.slice(0, -'.json'.length));

const files = new Map(ids.map((id) => [id, readFileSync(join(folder, `${id}.json`), 'utf8')]));

write(join(root, 'scenario.schema.json'), publishedSchema());
write(join(folder, 'index.json'), { scenarios: catalogueOf(files) });

function write(path: string, content: object): void {
  writeFileSync(path, `${laidOut(JSON.parse(JSON.stringify(content)), '')}\n`);
}

/** Like `JSON.stringify(value, null, 2)`, but with a short list of plain values on one line, as the formatter has it. */
function laidOut(value: unknown, indent: string): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const inner = `${indent}  `;
  const list = Array.isArray(value);
  const parts = list
    ? value.map((part) => laidOut(part, inner))
    : Object.entries(value).map(([key, part]) => `${JSON.stringify(key)}: ${laidOut(part, inner)}`);
  const plain = list && value.every((part) => typeof part !== 'object' || part === null);
  const line = `[${parts.join(', ')}]`;
  if (plain && indent.length + line.length < 80) return line;
  if (parts.length === 0) return '{}';
  const [open, close] = list ? '[]' : '{}';
  return `${open}\n${inner}${parts.join(`,\n${inner}`)}\n${indent}${close}`;
}
