import { KV_WRONG_RULES, SERVICE_WRONG_RULES } from '../kv';
import * as basic from '../protocol/basic';
import * as multi from '../protocol/multi';
import type { Cluster } from './format';

/** Whether the bug lab of this protocol has a wrong rule of this name. */
export function isWrongRule(protocol: Cluster['protocol'], name: string): boolean {
  if (protocol === 'multi')
    return [...multi.MULTI_WRONG_RULES, ...SERVICE_WRONG_RULES].some(({ id }) => id === name);
  if (protocol !== 'basic') return false;
  return [...basic.BASIC_WRONG_RULES, ...KV_WRONG_RULES].some(({ id }) => id === name);
}
