import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "~/api/client";
import type { DraftShown, TaskPage } from "~/api/schema";
import { draftShelf } from "~/api/shelf";
import { taskAddress, taskPage } from "~/api/tasks";
import { DraftKeeper } from "~/logic/draftKeeper";
import { firstDraft, type Written } from "~/logic/drafts";
import { useKeeper } from "~/parts/form/useKeeper";
import { useSession } from "~/session/Session";

const PAUSE = 800;

/**
 * What somebody fills in is kept: it survives a reload, a lost connection and a change of device. The server forgets it
 * when the task is decided. With what is filled in the page is asked for anew: which fields are open, what each button
 * would do, what keeps it from being pressed.
 */
export function useDraft(page: TaskPage) {
  const client = useQueryClient();
  const person = useSession().person.id;
  const [{ written, restored, keeper }] = useState(() => begun(page, person, client));
  useKeeper(keeper);
  return {
    first: written,
    restored,
    keep(now: Written) {
      if (page.over === null) keeper.keep(now);
    },
    forget: () => keeper.forget(),
  };
}

function begun({ item: { case_id, task }, draft }: TaskPage, person: string, client: QueryClient) {
  const shelf = draftShelf(`banjie.draft.${person}.${case_id}/${task}`);
  const found = firstDraft(shelf.read(), draft);
  let known = JSON.stringify(found.written.data);
  const put = async (written: Written, leaving: boolean) => {
    const kept = await api<DraftShown>(`${taskAddress(case_id, task)}/draft`, { method: "PUT", body: written, keepalive: leaving });
    const data = JSON.stringify(written.data);
    if (!leaving && data !== known) {
      known = data;
      void client.invalidateQueries({ queryKey: taskPage(case_id, task).queryKey, exact: true });
    }
    return kept;
  };
  const keeper = new DraftKeeper({ put, shelf, first: found.written, base: draft?.at ?? null, isUnsent: found.isUnsent, pause: PAUSE });
  return { ...found, keeper };
}
