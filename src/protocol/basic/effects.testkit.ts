import type { Effect } from '../../base/actor';

/** What the tests read out of a list of effects. */
export function sentOf<M>(effects: readonly Effect<M>[]) {
  return effects.flatMap((effect) =>
    effect.type === 'send' ? [{ to: effect.to, message: effect.message }] : [],
  );
}

export function rulesOf(effects: readonly Effect<unknown>[]): string[] {
  return effects.flatMap((effect) => (effect.type === 'explain' ? [effect.rule] : []));
}

/** "+name min..max" for a timer set, "-name" for one cancelled. */
export function timersOf(effects: readonly Effect<unknown>[]): string[] {
  return effects.flatMap((effect) => {
    if (effect.type === 'setTimer') return [`+${effect.name} ${effect.after.join('..')}`];
    return effect.type === 'cancelTimer' ? [`-${effect.name}`] : [];
  });
}
