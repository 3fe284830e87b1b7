import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { catalogueOf } from './catalogue';
import { decodeScenario } from './decode';
import { publishedSchema } from './publishedSchema';

const folder = 'public/scenarios';
const ids = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.json') && path !== 'index.json')
  .map((path) => path.slice(0, -'.json'.length));
const files = new Map(ids.map((id) => [id, readFileSync(`${folder}/${id}.json`, 'utf8')]));

/** The file as data. */
function published(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}

describe('what is published is up to date (else: npm run schema)', () => {
  test('public/scenario.schema.json', () => {
    expect(published('public/scenario.schema.json')).toEqual(plain(publishedSchema()));
  });

  test('public/scenarios/index.json', () => {
    expect(published(`${folder}/index.json`)).toEqual({ scenarios: catalogueOf(files) });
  });
});

describe('every published scenario', () => {
  test.each(ids)('%s is one', (id) => {
    const decoded = decodeScenario(files.get(id) ?? '');
    expect(decoded.ok || `${decoded.pointer}: ${decoded.reason}`).toBe(true);
  });

  test.each(ids)('%s says what it is about', (id) => {
    const decoded = decodeScenario(files.get(id) ?? '');
    expect(decoded.ok && decoded.scenario.summary).toMatch(/\w{3}/);
  });

  test.each(ids)('%s names the schema for an editor', (id) => {
    const up = '../'.repeat(id.split('/').length);
    expect(JSON.parse(files.get(id) ?? '')).toMatchObject({
      $schema: `${up}scenario.schema.json`,
    });
  });
});

test.each(ids.filter((id) => id.startsWith('mit-paxos/')))(
  '%s ends with a look at safety',
  (id) => {
    const decoded = decodeScenario(files.get(id) ?? '');
    const last = decoded.ok ? decoded.scenario.script.at(-1) : undefined;
    expect(last).toEqual({ verb: 'expect', arg: { safe: true } });
  },
);

test('the opening comes first, and every scenario has a title of its own', () => {
  const catalogue = catalogueOf(files);
  expect(catalogue[0]).toMatchObject({ id: 'opening', group: 'Start here' });
  expect(new Set(catalogue.map((entry) => entry.title)).size).toBe(catalogue.length);
});

function plain(value: object): unknown {
  return JSON.parse(JSON.stringify(value));
}
