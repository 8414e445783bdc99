import { keepPreviousData, useQueries } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api } from "~/api/client";
import type { Consequence, Decision, TaskPage } from "~/api/schema";
import { taskAddress } from "~/api/tasks";
import type { Values } from "~/logic/forms";

const PAUSE = 700;

/** What each button will do: as it came with the page, and anew as the form is filled in. */
export function useConsequences(page: TaskPage, data: Values): ReadonlyMap<string, Consequence | null> {
  const { case_id, task } = page.item;
  const filled = usePaused(JSON.stringify(data));
  const asked = page.decisions.filter((decision) => decision.allowed && (filled !== "{}" || decision.consequence === null));
  const answers = useQueries({
    queries: asked.map((decision) => ({
      queryKey: ["task", case_id, task, "preview", page.revision, decision.kind, decision.id, filled],
      queryFn: () =>
        api<Consequence>(`${taskAddress(case_id, task)}/preview`, {
          method: "POST",
          body: { ...verbOf(decision), data: JSON.parse(filled) as Values, ...(decision.comment === "none" ? {} : { comment: TRIED }) },
        }),
      enabled: page.over === null,
      placeholderData: keepPreviousData,
      retry: false,
      staleTime: 60_000,
    })),
  });
  const found = new Map(page.decisions.map((decision) => [keyOf(decision), decision.consequence]));
  asked.forEach((decision, index) => {
    const answer = answers[index]?.data;
    if (answer) found.set(keyOf(decision), answer);
  });
  return found;
}

/** Trying asks for no words: a comment that is needed is asked for when the button is pressed. */
const TRIED = "…";

const verbOf = ({ kind, id }: Decision) =>
  kind === "outcome" ? { verb: "complete", outcome: id } : { verb: "return", to: id };

export const keyOf = (decision: Pick<Decision, "kind" | "id">) => `${decision.kind}/${decision.id}`;

/** A value once it has been the same for a moment. */
function usePaused(value: string): string {
  const [paused, setPaused] = useState(value);
  useEffect(() => {
    const pause = setTimeout(() => setPaused(value), PAUSE);
    return () => clearTimeout(pause);
  }, [value]);
  return paused;
}
