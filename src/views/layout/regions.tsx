import type { ComponentType } from 'react';
import { Cluster } from '../cluster/Cluster';
import { Events } from '../events/Events';
import { Inspector } from '../inspector/Inspector';
import { KeyValue } from '../keyvalue/KeyValue';
import { Log } from '../log/Log';
import { Safety } from '../safety/Safety';
import { Timeline } from '../timeline/Timeline';

export type RegionName =
  | 'Cluster'
  | 'Timeline'
  | 'Log'
  | 'Key/value'
  | 'Inspector'
  | 'Events'
  | 'Safety';

/** The regions of the page, in the order of the tabs on a phone. */
export const REGIONS: Readonly<Record<RegionName, ComponentType>> = {
  Cluster,
  Timeline,
  Log,
  'Key/value': KeyValue,
  Inspector,
  Events,
  Safety,
};

export const REGION_NAMES = Object.keys(REGIONS) as readonly RegionName[];

export function isRegionName(name: string | undefined): name is RegionName {
  return REGION_NAMES.some((known) => known === name);
}
