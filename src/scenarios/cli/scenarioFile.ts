import { readFileSync } from 'node:fs';
import { decodeScenario, type Scenario } from '../format';
import { whyNot } from '../run';

/** The scenario in a file; a text says the place and the reason why it is none that can be run. */
export function readScenarioFile(file: string): Scenario | string {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    return `cannot be read: ${(error as Error).message}`;
  }
  const decoded = decodeScenario(text);
  if (!decoded.ok) return `${decoded.pointer || '/'}: ${decoded.reason}`;
  const refusal = whyNot(decoded.scenario);
  return refusal ? `${refusal.pointer}: ${refusal.reason}` : decoded.scenario;
}
