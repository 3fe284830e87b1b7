import type { LogReach } from '../../store/logMarkers';
import { insetOf } from './place';

/** Lines across a server's lane: where its log begins and ends, and under it how far it is executed. */
export function Edges({
  firstKept,
  lastHeard,
  executed,
  first,
}: LogReach & { readonly first: number }) {
  return (
    <>
      <i className="log-edge log-edge-min" style={insetOf(firstKept - first)} />
      {lastHeard !== null && (
        <i className="log-edge log-edge-max" style={insetOf(lastHeard - first + 1)} />
      )}
      {executed !== null && (
        <i
          className="log-executed"
          style={{ inlineSize: `calc(var(--log-column) * ${executed - first + 1})` }}
        />
      )}
    </>
  );
}
