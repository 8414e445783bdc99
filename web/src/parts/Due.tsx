import type { Dayjs } from "dayjs";
import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import type { TaskItem } from "~/api/schema";
import { wall, wallNow } from "~/logic/clock";
import { dueWords, momentWords } from "~/logic/due";
import { useLanguage } from "~/texts/texts";

const MINUTE = 60_000;
const Now = createContext<Dayjs>(wallNow());

/** The clock of the pages: everything that says "today" follows it, minute by minute. It stands where the company's zone
 * is known, inside the session. */
export function ClockProvider({ children }: { children: ReactNode }) {
  const [now, setNow] = useState(wallNow);
  useEffect(() => {
    const tick = setInterval(() => setNow(wallNow()), MINUTE);
    return () => clearInterval(tick);
  }, []);
  return <Now value={now}>{children}</Now>;
}

export const useNow = () => useContext(Now);

interface DueProps {
  due: string | null;
  state: TaskItem["due_state"];
  /** Working seconds that are left, below zero once it is late. */
  left: number | null;
}

/** Until when, in words; only what is late or soon has a colour. */
export function Due({ due, state, left }: DueProps) {
  const now = useNow();
  const language = useLanguage();
  if (!due) return null;
  return <time className={`due is-${state}`} dateTime={due}>{dueWords(due, left, now, language)}</time>;
}

/** Moments in words, for labels. */
export function useMomentWords() {
  const now = useNow();
  const language = useLanguage();
  return (at: string) => momentWords(wall(at), now, language);
}

/** A moment in words; exactly when it is pointed at. */
export function Moment({ at }: { at: string }) {
  const now = useNow();
  const language = useLanguage();
  return <time dateTime={at} title={wall(at).format("YYYY-MM-DD HH:mm:ss")}>{momentWords(wall(at), now, language)}</time>;
}
