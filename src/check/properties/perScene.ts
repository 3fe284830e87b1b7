import type { Because } from '../../base/actor';
import type { Address } from '../../base/address';
import type { Observed } from '../cluster';
import type { Facts } from '../facts';
import type { Property } from './property';

/** How a property is judged on the scene of one step at one server. */
export interface Rules<S> {
  concerns(scene: S): boolean;
  judge(scene: S): Because | null;
  readonly prove?: Property['prove'];
}

type Judging = Pick<Property, 'concerns' | 'judge' | 'prove'>;

/**
 * Judges on scenes: what a step shows of one kind of server, null where it shows nothing of that kind. The properties of
 * one step ask for the same scene one after the other, and so it is made once.
 */
export function judgingScenes<S extends { readonly server: Address }>(
  sceneOf: (step: Observed, facts: Facts) => S | null,
): (rules: Rules<S>) => Judging {
  let latest: { step: Observed; facts: Facts; scene: S | null } | null = null;

  function sceneAt(step: Observed, facts: Facts): S | null {
    if (latest?.step !== step || latest.facts !== facts)
      latest = { step, facts, scene: sceneOf(step, facts) };
    return latest.scene;
  }

  return ({ concerns, judge, prove }) => ({
    concerns(step, facts) {
      const scene = sceneAt(step, facts);
      return scene !== null && concerns(scene);
    },
    judge(step, facts) {
      const scene = sceneAt(step, facts);
      const broken = scene && judge(scene);
      return broken ? { server: scene.server, ...broken } : null;
    },
    ...(prove && { prove }),
  });
}
