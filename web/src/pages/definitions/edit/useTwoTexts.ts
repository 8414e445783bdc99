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

/**
 * What somebody writes is kept in this browser until it is published or discarded. `base`: the version in force now;
 * `isOlder`: what is written was begun from another one.
 */
export function useTwoTexts(process: string, base: string, inForce: TwoTexts) {
  const place = `banjie.definition.${useSession().person.id}.${process}`;
  const [first, begin] = useState<Kept>(() => read(place) ?? { base, ...inForce });
  const [now, setNow] = useState<TwoTexts>(first);
  const [round, setRound] = useState(0);
  const changed = !isSame(now, inForce);
  const change = (some: Partial<TwoTexts>) =>
    setNow((before) => {
      const next = { ...before, ...some };
      if (isSame(next, inForce)) localStorage.removeItem(place);
      else localStorage.setItem(place, JSON.stringify({ base: first.base, ...next } satisfies Kept));
      return next;
    });
  const drop = () => {
    localStorage.removeItem(place);
    begin({ base, ...inForce });
    setNow(inForce);
    setRound((count) => count + 1);
  };
  const forget = () => localStorage.removeItem(place);
  return { first, now, changed, isOlder: changed && first.base !== base, change, drop, forget, round };
}

const isSame = (one: TwoTexts, other: TwoTexts) => one.definition === other.definition && one.scenarios === other.scenarios;

const read = (place: string) => JSON.parse(localStorage.getItem(place) ?? "null") as Kept | null;
