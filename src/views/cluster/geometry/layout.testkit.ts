import { type Layout, type LayoutRequest, layoutOf } from './layout';

/** A layout for tests: five servers in the cluster's usual place, unless told otherwise. */
export function layoutFor(request: Partial<LayoutRequest> = {}): Layout {
  const usual = {
    count: 5,
    clerks: 0,
    stage: { width: 435, height: 322 },
    scale: 1,
    sides: null,
    touch: false,
  };
  return layoutOf({ ...usual, ...request });
}
