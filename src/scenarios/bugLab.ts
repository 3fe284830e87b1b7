import * as multi from '../protocol/multi';
import type { Cluster } from './format';

/** Whether the bug lab of this protocol has a wrong rule of this name. */
export function isWrongRule(protocol: Cluster['protocol'], name: string): boolean {
  return protocol === 'multi' && multi.BROKEN_RULES.some((rule) => rule === name);
}
