import { type ComponentType, lazy, type LazyExoticComponent } from "react";

type Load<P> = () => Promise<{ default: ComponentType<P> }>;

/** A part that comes with antd when it is shown: what is shown first has none of it, and waits for none. */
export const lazily = <P extends object>(load: Load<P>): LazyExoticComponent<ComponentType<P>> => lazy(() => withAntd(load));

/** A part that somebody opens by a press: not loaded with the page, but while there is nothing else to do, so that the
 * press shows it at once. */
export function later<P extends object>(load: Load<P>) {
  whenQuiet(() => void withAntd(load).catch(() => undefined));
  return lazily(load);
}

/** A part, in what the parts of antd inside it stand in. */
export async function withAntd<P extends object>(load: Load<P>): Promise<{ default: ComponentType<P> }> {
  const [{ default: Part }, { Antd }] = await Promise.all([load(), import("./Antd")]);
  return { default: (props: P) => <Antd><Part {...props} /></Antd> };
}

const PATIENCE = 2_000;

function whenQuiet(act: () => void) {
  const wait = () => (window.requestIdleCallback ? window.requestIdleCallback(act) : setTimeout(act, PATIENCE));
  if (document.readyState === "complete") wait();
  else window.addEventListener("load", () => setTimeout(wait, PATIENCE), { once: true });
}
