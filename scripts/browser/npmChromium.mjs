// A Chromium that comes as an npm package: it needs no administrator and hardly any libraries.
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { cacheFolder } from './record.mjs';
import { run } from './run.mjs';

/** The last line that runs under Node 20. Not among the dependencies: it is 66 MB. */
const PACKAGE = '@sparticuz/chromium@147.0.0';
const packageFolder = join(cacheFolder, 'npm');
const unpacked = join(cacheFolder, 'npm-chromium');

/** @returns {Promise<import('./record.mjs').Browser | undefined>} */
export async function npmChromium() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  if (!existsSync(unpacked) && !(await obtain())) return undefined;
  return {
    name: 'Chromium from npm',
    executablePath: join(unpacked, 'chromium'),
    env: {
      LD_LIBRARY_PATH: [join(unpacked, 'lib'), process.env.LD_LIBRARY_PATH]
        .filter(Boolean)
        .join(':'),
      FONTCONFIG_FILE: join(unpacked, 'fonts.conf'),
    },
  };
}

async function obtain() {
  console.log(`  fetching ${PACKAGE} with npm …`);
  mkdirSync(packageFolder, { recursive: true });
  // A package file of its own keeps npm from climbing up to the project's.
  writeFileSync(join(packageFolder, 'package.json'), '{ "private": true }\n');
  const install = ['install', '--no-save', '--no-package-lock', '--ignore-scripts'];
  const args = [...install, '--prefix', packageFolder, PACKAGE];
  if (!run('npm', args, { limitMs: 300_000 })) return false;
  try {
    await unpack(join(packageFolder, 'node_modules', '@sparticuz', 'chromium', 'bin'));
    return true;
  } catch (error) {
    console.log(`  unpacking failed: ${error instanceof Error ? error.message : error}`);
    return false;
  } finally {
    rmSync(packageFolder, { recursive: true, force: true });
  }
}

/**
 * Unpacks into a folder of its own and renames it at the end, so that it is whole or absent.
 * @param {string} bin
 */
async function unpack(bin) {
  const draft = `${unpacked}.${process.pid}`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true });
  await expand(join(bin, 'chromium.br'), join(draft, 'chromium'), 0o755);
  for (const archive of ['al2023', 'fonts', 'swiftshader']) {
    const tarFile = join(draft, `${archive}.tar`);
    await expand(join(bin, `${archive}.tar.br`), tarFile, 0o644);
    // As root, tar would otherwise give the files to whoever packed them.
    const args = ['-xf', tarFile, '--no-same-owner', '-C', draft];
    if (!run('tar', args, { limitMs: 60_000 })) throw new Error(`cannot unpack ${archive}`);
    rmSync(tarFile);
  }
  writeFileSync(join(draft, 'fonts.conf'), fontConfiguration());
  rmSync(unpacked, { recursive: true, force: true });
  renameSync(draft, unpacked);
}

/**
 * @param {string} from
 * @param {string} to
 * @param {number} mode
 */
async function expand(from, to, mode) {
  await pipeline(createReadStream(from), createBrotliDecompress(), createWriteStream(to, { mode }));
}

function fontConfiguration() {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(unpacked, 'fonts')}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${join(unpacked, 'font-cache')}</cachedir>
</fontconfig>
`;
}
