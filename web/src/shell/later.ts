import { type ComponentType, lazy } from "react";

type Load<P> = () => Promise<{ default: ComponentType<P> }>;

/** A part that somebody opens by a press: not loaded with the page, but while there is nothing else to do, so that the
 * press shows it at once. */
export function later<P>(load: Load<P>) {
  whenQuiet(() => void load().catch(() => undefined));
  return lazy(load);
}

const PATIENCE = 2_000;

function whenQuiet(act: () => void) {
  const wait = () => (window.requestIdleCallback ? window.requestIdleCallback(act) : setTimeout(act, PATIENCE));
  if (document.readyState === "complete") wait();
  else window.addEventListener("load", () => setTimeout(wait, PATIENCE), { once: true });
}
