/** Somebody asked their device for less motion. As it was when the page was opened: antd would build all of it anew. */
export const LESS_MOTION = window.matchMedia?.("(prefers-reduced-motion: reduce)").matches ?? false;

/** Nothing moves at all. A transition of however short a time shows antd, which measures, the place before it. */
export const standStill = () => document.documentElement.classList.toggle("still", LESS_MOTION);
