import { useEffect, useSyncExternalStore } from "react";
import type { DraftKeeper, DraftStanding } from "~/logic/draftKeeper";

/** Keeps a draft as long as its page is open, and when it is left. */
export function useKeeper(keeper: DraftKeeper): DraftStanding {
  useEffect(() => {
    const leave = () => keeper.leave();
    const back = () => keeper.retry();
    window.addEventListener("pagehide", leave);
    window.addEventListener("online", back);
    return () => {
      window.removeEventListener("pagehide", leave);
      window.removeEventListener("online", back);
      leave();
    };
  }, [keeper]);
  return useSyncExternalStore(keeper.subscribe, keeper.standing);
}
