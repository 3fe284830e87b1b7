import { useSession } from '../shared/useSession';
import { useSize } from '../shared/useSize';
import { twigsOf } from './sketch';

const HEIGHT = 24;
const EDGE = 5;

/** The tree along the scrubber's scale, with the cursor on the shown branch. The list below says the same in words. */
export function TreeSketch() {
  const branches = useSession((state) => state.branches);
  const depth = useSession((state) => state.depth);
  const [space, { width }] = useSize<HTMLDivElement>();
  const longest = Math.max(1, ...branches.map(({ length }) => length));
  const apart = (HEIGHT - 2 * EDGE) / Math.max(1, branches.length - 1);
  const x = (part: number) => EDGE + part * Math.max(0, width - 2 * EDGE);
  const y = (row: number) => EDGE + row * apart;
  const twigs = twigsOf(branches);
  const shown = twigs.find((twig) => twig.shown);
  return (
    <div ref={space} className="branches-sketch" aria-hidden="true">
      <svg width={width} height={HEIGHT} aria-hidden="true">
        {[...twigs]
          .sort((a, b) => Number(a.shown) - Number(b.shown))
          .map(({ id, from, to, row, parentRow, shown }) => (
            <path
              key={id}
              data-shown={shown || undefined}
              d={`M${x(from)} ${y(parentRow)}V${y(row)}H${x(to)}`}
            />
          ))}
        {shown && <circle cx={x(depth / longest)} cy={y(shown.row)} r={4} />}
      </svg>
    </div>
  );
}
