import { brushX, type D3BrushEvent, type D3ZoomEvent, select, zoom, zoomIdentity } from 'd3';
import { type RefObject, useEffect } from 'react';
import { timeAt } from './timeScale';
import type { Viewport } from './viewport';

interface GestureOptions {
  readonly diagram: RefObject<SVGSVGElement | null>;
  readonly brush: RefObject<SVGGElement | null>;
  readonly viewport: Viewport;
  /** The left edge of time inside the diagram. */
  readonly left: number;
  readonly width: number;
  readonly height: number;
}

/** Dragging pans, wheel and pinch pan and zoom, Shift and dragging chooses a span. D3 reads the gestures and owns no view. */
export function useGestures({
  diagram,
  brush,
  viewport,
  left,
  width,
  height,
}: GestureOptions): void {
  useEffect(() => {
    const element = diagram.current;
    if (!element) return;
    const stopZoom = zoomBy(element, viewport, left);
    const stopWheel = panByWheel(element, viewport);
    return () => {
      stopZoom();
      stopWheel();
    };
  }, [diagram, viewport, left]);

  useEffect(() => {
    const group = brush.current;
    return group ? chooseSpan(group, viewport, width, height) : undefined;
  }, [brush, viewport, width, height]);
}

function zoomBy(element: SVGSVGElement, viewport: Viewport, left: number): () => void {
  const svg = select<SVGSVGElement, unknown>(element);
  let last = zoomIdentity;
  const behaviour = zoom<SVGSVGElement, unknown>()
    .filter((event: MouseEvent) =>
      event.type === 'wheel' ? event.ctrlKey || event.metaKey : !event.shiftKey && !event.button,
    )
    .clickDistance(4)
    .on('zoom', ({ transform }: D3ZoomEvent<SVGSVGElement, unknown>) => {
      const ratio = transform.k / last.k;
      const moved = transform.x - last.x * ratio;
      last = transform;
      if (Math.abs(ratio - 1) < 1e-6) {
        if (moved !== 0) viewport.pan(-moved);
      }
      // What a zoom leaves in its place is what it zooms around.
      else viewport.zoom(1 / ratio, moved / (1 - ratio) - left);
    });
  svg.call(behaviour).on('dblclick.zoom', null);
  return () => {
    svg.on('.zoom', null);
  };
}

/** A plain wheel pans, whichever way it turns. */
function panByWheel(element: SVGSVGElement, viewport: Viewport): () => void {
  function onWheel(event: WheelEvent) {
    if (event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const delta = Math.abs(event.deltaX) > Math.abs(event.deltaY) ? event.deltaX : event.deltaY;
    viewport.pan(event.deltaMode === WheelEvent.DOM_DELTA_LINE ? delta * 16 : delta);
  }
  element.addEventListener('wheel', onWheel, { passive: false });
  return () => element.removeEventListener('wheel', onWheel);
}

const SHORTEST = 6;

function chooseSpan(
  element: SVGGElement,
  viewport: Viewport,
  width: number,
  height: number,
): () => void {
  const group = select<SVGGElement, unknown>(element);
  const behaviour = brushX<unknown>()
    .extent([
      [0, 0],
      [width, height],
    ])
    .keyModifiers(false)
    .filter((event: MouseEvent) => event.shiftKey && !event.button)
    .on('end', ({ selection, sourceEvent }: D3BrushEvent<unknown>) => {
      if (!selection || !sourceEvent) return;
      const [from, to] = selection as [number, number];
      behaviour.clear(group);
      const view = viewport.view();
      if (to - from >= SHORTEST) viewport.showSpan(timeAt(view, from), timeAt(view, to));
    });
  group.call(behaviour);
  return () => {
    group.on('.brush', null).selectAll('*').remove();
  };
}
