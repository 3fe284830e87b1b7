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
  writeFileSync(path, `${JSON.stringify(content, null, 2)}\n`);
}
