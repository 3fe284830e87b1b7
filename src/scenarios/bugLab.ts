import * as basic from '../protocol/basic';
import * as multi from '../protocol/multi';
import type { Cluster } from './format';

/** Whether the bug lab of this protocol has a wrong rule of this name. */
export function isWrongRule(protocol: Cluster['protocol'], name: string): boolean {
  if (protocol === 'multi') return multi.BROKEN_RULES.some((rule) => rule === name);
  return protocol === 'basic' && basic.BASIC_WRONG_RULES.some(({ id }) => id === name);
}
