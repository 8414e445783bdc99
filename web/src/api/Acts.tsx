import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { freshKey } from "~/logic/ids";
import { type Act, type Entry, Outbox } from "~/logic/outbox";
import { api } from "./client";
import { refresh } from "./refresh";
import { browserShelf } from "./shelf";
import type { Act as ActAnswer, BatchAnswer, CommandFate } from "./schema";

const Acts = createContext<Outbox | null>(null);

const post = {
  act: (act: Act, leaving: boolean) =>
    api<ActAnswer | BatchAnswer>(act.path, { method: "POST", body: act.body, key: act.key, keepalive: leaving }),
  command: (id: string) => api<CommandFate>(`/commands/${id}`),
};

/** Everything a signed-in person does goes through one outbox. */
export function ActsProvider({ person, children }: { person: string; children: ReactNode }) {
  const client = useQueryClient();
  const outbox = useMemo(
    () => new Outbox(post, browserShelf(person), ({ act }) => refresh(client, casesOf(act))),
    [client, person],
  );
  useEffect(() => goOn(outbox), [outbox]);
  return <Acts value={outbox}>{children}</Acts>;
}

/** Send what an earlier page left, what waits when this one is left, and what could not be sent when it can. */
function goOn(outbox: Outbox) {
  const left = () => document.visibilityState === "hidden" && void outbox.flush(true);
  const gone = () => void outbox.flush(true);
  const back = () => outbox.retry();
  outbox.resume();
  document.addEventListener("visibilitychange", left);
  window.addEventListener("pagehide", gone);
  window.addEventListener("online", back);
  return () => {
    document.removeEventListener("visibilitychange", left);
    window.removeEventListener("pagehide", gone);
    window.removeEventListener("online", back);
    outbox.stop();
  };
}

export function useOutbox(): Outbox {
  const outbox = useContext(Acts);
  if (!outbox) throw new Error("useOutbox stands inside ActsProvider");
  return outbox;
}

export function useEntries(): readonly Entry[] {
  const outbox = useOutbox();
  return useSyncExternalStore(outbox.subscribe, outbox.all);
}

/** The tasks that are decided here and not yet gone from the server's lists, as `case/task`. */
export function useDecided(): ReadonlySet<string> {
  const entries = useEntries();
  return useMemo(() => {
    const decided = entries.filter(({ act, standing }) => act.task && standing !== "refused");
    return new Set([...decided.map(({ act }) => `${act.caseId}/${act.task}`), ...entries.flatMap(decidedTogether)]);
  }, [entries]);
}

/** The tasks of a batch, but for those that were refused. */
const decidedTogether = ({ act, standing, results }: Entry) =>
  standing === "refused" && !results
    ? []
    : (act.tasks ?? []).filter((_, at) => results?.[at]?.status !== "refused").map((one) => `${one.caseId}/${one.task}`);

const casesOf = ({ caseId, tasks = [] }: Act) => [...(caseId ? [caseId] : []), ...tasks.map((one) => one.caseId)];

type Doing = Omit<Act, "key">;

/** One button's act: `start` does nothing while it is on its way, so that a pressed button never works twice. */
export function useAct() {
  const outbox = useOutbox();
  const [key, setKey] = useState<string | null>(null);
  const entries = useEntries();
  const entry = entries.find((one) => one.act.key === key);
  const busy = entry?.standing === "sending" || entry?.standing === "unsent" || entry?.standing === "waiting";
  const start = async (doing: Doing): Promise<Entry | null> => {
    if (busy) return null;
    const fresh = freshKey();
    setKey(fresh);
    return outbox.add({ ...doing, key: fresh });
  };
  return { start, busy, entry };
}
