import { useMemo } from 'react';
import { encode } from 'uqr';

/** More than this makes squares that no camera in the back row can tell apart. */
const MOST_CHARACTERS = 1200;

/** The link for the back row's phones. */
export function QrCode({ text }: { text: string }) {
  const code = useMemo(() => (text.length <= MOST_CHARACTERS ? draw(text) : null), [text]);
  if (!code)
    return <p className="share-told">The link is too long for a QR code to be read from afar.</p>;
  return (
    <svg
      className="share-code"
      viewBox={`0 0 ${code.size} ${code.size}`}
      role="img"
      aria-label="QR code of the link"
      shapeRendering="crispEdges"
    >
      <path d={code.path} />
    </svg>
  );
}

/** One small square a module; the quiet border comes with the code. */
function draw(text: string): { readonly size: number; readonly path: string } {
  const { size, data } = encode(text, { ecc: 'L', border: 3 });
  const squares = data.flatMap((row, y) =>
    row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')),
  );
  return { size, path: squares.join('') };
}
