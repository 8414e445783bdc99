import { type RefObject, useEffect, useLayoutEffect, useState } from "react";
import type { Box, Layout } from "~/api/schema";

const SMALLEST = 0.3;
const READABLE = 0.72;
const LARGEST = 2;
const FACTOR = 1.25;

/** How large a drawing is; it begins as wide as there is room for it, and scrolled to a place in it. */
export function useScale(frame: RefObject<HTMLDivElement | null>, layout: Layout, place: Box | null) {
  const [at, setAt] = useState(1);
  const fitting = (least: number) => {
    const room = frame.current?.clientWidth ?? layout.width;
    return Math.min(1, Math.max(least, room / layout.width));
  };
  useLayoutEffect(() => setAt(fitting(READABLE)), [layout]);
  useEffect(() => {
    const here = frame.current;
    if (!here || !place) return;
    here.scrollTo({
      left: (place.x + place.width / 2) * at - here.clientWidth / 2,
      top: (place.y + place.height / 2) * at - here.clientHeight / 2,
    });
  }, [place?.id, at === 1, layout]);
  const to = (next: number) => setAt(Math.min(LARGEST, Math.max(SMALLEST, next)));
  return {
    at,
    closer: () => to(at * FACTOR),
    farther: () => to(at / FACTOR),
    whole: () => to(fitting(SMALLEST)),
  };
}
