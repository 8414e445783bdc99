import { useSyncExternalStore } from "react";
import { FINGER } from "~/theme";

const phone = window.matchMedia?.("(max-width: 767.98px)");
const finger = window.matchMedia?.(FINGER);
const wide = window.matchMedia?.("(min-width: 1200px)");

const watch = (query: MediaQueryList | undefined) => (changed: () => void) => {
  query?.addEventListener("change", changed);
  return () => query?.removeEventListener("change", changed);
};

const isNarrow = () => phone?.matches ?? false;

/** On a phone, or a window as narrow as one. */
export const useNarrow = () => useSyncExternalStore(watch(phone), isNarrow);

/** What is pressed is pressed by a finger. */
export const useTouch = () => useSyncExternalStore(watch(finger), () => finger?.matches ?? false);

/** There is room for two columns. */
export const useWide = () => useSyncExternalStore(watch(wide), () => wide?.matches ?? true);
