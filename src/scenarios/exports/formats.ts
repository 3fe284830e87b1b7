import { writeChromeTrace } from './chromeTrace';
import { writeEventLog } from './eventLog';
import { writeItf } from './itf/write';
import { writeJepsenEdn, writeJepsenJson } from './jepsen/write';
import { writeMermaid } from './mermaid';
import type { RecordedRun, Teller } from './recordedRun';
import type { Exported } from './sheet';
import { writeShiViz } from './shiviz';

/** One way to write a run down as a file of text. */
export interface ExportFormat {
  readonly id: string;
  /** For a menu. */
  readonly title: string;
  /** What it is good for, in one sentence. */
  readonly summary: string;
  /** What follows the file's name. */
  readonly extension: string;
  readonly type: string;
  /** A run without clerks has no history to write. */
  readonly needsClerks?: true;
  write(run: RecordedRun, tell: Teller): Exported;
}

export const EXPORT_FORMATS: readonly ExportFormat[] = [
  {
    id: 'itf',
    title: 'ITF (Apalache, Quint)',
    summary: 'Every state of the run, for the viewers of TLA⁺ and Quint.',
    extension: '.itf.json',
    type: 'application/json',
    write: (run) => writeItf(run),
  },
  {
    id: 'jepsen-json',
    title: 'Jepsen history (JSON)',
    summary:
      'The clerks’ calls and answers, for Knossos and Elle; dropped on the page it is judged again.',
    extension: '.history.json',
    type: 'application/json',
    needsClerks: true,
    write: (run) => writeJepsenJson(run),
  },
  {
    id: 'jepsen-edn',
    title: 'Jepsen history (EDN)',
    summary: 'The clerks’ calls and answers, for Jepsen, Knossos and Elle.',
    extension: '.history.edn',
    type: 'application/edn',
    needsClerks: true,
    write: (run) => writeJepsenEdn(run),
  },
  {
    id: 'shiviz',
    title: 'ShiViz log',
    summary: 'Every event with its vector clock, for ShiViz.',
    extension: '.shiviz.log',
    type: 'text/plain',
    write: writeShiViz,
  },
  {
    id: 'chrome',
    title: 'Chrome trace',
    summary: 'Servers as threads and messages as arrows, for Perfetto.',
    extension: '.trace.json',
    type: 'application/json',
    write: (run) => writeChromeTrace(run),
  },
  {
    id: 'mermaid',
    title: 'Mermaid sequence diagram',
    summary: 'Text that GitHub and many editors draw as a sequence diagram.',
    extension: '.mmd',
    type: 'text/plain',
    write: (run) => writeMermaid(run),
  },
  {
    id: 'log',
    title: 'Event log',
    summary: 'One sentence an event.',
    extension: '.log.txt',
    type: 'text/plain',
    write: writeEventLog,
  },
];
