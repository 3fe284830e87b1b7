import type { ComponentType } from 'react';
import { Bugs } from '../bugLab/Bugs';
import { Explore } from '../explore/Explore';
import { History } from './history/History';
import { Properties } from './Properties';
import { PropertiesSign } from './PropertiesSign';

/** One tab of the Safety region. */
export interface SafetyTab {
  readonly id: string;
  readonly name: string;
  readonly View: ComponentType;
  /** Writes the name with what is worth knowing while another tab is open. */
  readonly Sign?: ComponentType<{ name: string }>;
}

export const SAFETY_TABS: readonly [SafetyTab, ...SafetyTab[]] = [
  { id: 'properties', name: 'Properties', View: Properties, Sign: PropertiesSign },
  { id: 'history', name: 'History', View: History },
  { id: 'bugs', name: 'Bugs', View: Bugs },
  { id: 'explore', name: 'Explore', View: Explore },
];
