import { acceptsAtOrAbove, keepsPromises, reportsItsVote } from './acceptors';
import { agrees, chosenStays, knowsOnlyTheChosen } from './choices';
import type { ForeignProperty } from './property';
import { adoptsTheHighest, ballotsAreOwn, hasMajority, oneValue } from './proposers';

/** In the order in which they are told of where one line breaks several: causes before what they lead to. */
export const FOREIGN_PROPERTIES: readonly ForeignProperty[] = [
  keepsPromises,
  acceptsAtOrAbove,
  reportsItsVote,
  ballotsAreOwn,
  oneValue,
  hasMajority,
  adoptsTheHighest,
  knowsOnlyTheChosen,
  chosenStays,
  agrees,
];
