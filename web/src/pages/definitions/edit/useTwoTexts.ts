import { useState } from "react";
import { useSession } from "~/session/Session";

/** A definition and its scenarios, as they are written. */
export interface TwoTexts {
  definition: string;
  scenarios: string;
}

interface Kept extends TwoTexts {
  /** The version it was begun from. */
  base: string;
}

/** What somebody writes is kept in this browser until it is published or discarded. `base`: the version it is made of. */
export function useTwoTexts(process: string, base: string, inForce: TwoTexts) {
  const place = `banjie.definition.${useSession().person.id}.${process}`;
  const [first, begin] = useState<Kept>(() => read(place, base) ?? { base, ...inForce });
  const [now, setNow] = useState<TwoTexts>(first);
  const [round, setRound] = useState(0);
  const changed = now.definition !== inForce.definition || now.scenarios !== inForce.scenarios;
  const change = (some: Partial<TwoTexts>) =>
    setNow((before) => {
      const next = { ...before, ...some };
      localStorage.setItem(place, JSON.stringify({ base, ...next } satisfies Kept));
      return next;
    });
  const drop = () => {
    localStorage.removeItem(place);
    begin({ base, ...inForce });
    setNow(inForce);
    setRound((count) => count + 1);
  };
  const forget = () => localStorage.removeItem(place);
  return { first, now, changed, change, drop, forget, round };
}

/** What is kept of this version; of an older one it is let go. */
function read(place: string, base: string): Kept | null {
  const kept = JSON.parse(localStorage.getItem(place) ?? "null") as Kept | null;
  return kept?.base === base ? kept : null;
}
