import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { api } from "~/api/client";
import type { TaskPage } from "~/api/schema";
import { taskAddress, taskPage } from "~/api/tasks";
import type { Values } from "~/logic/forms";
import { firstDraft, type Kept, type Written } from "~/logic/drafts";
import { useSession } from "~/session/Session";

const PAUSE = 800;

/**
 * What somebody fills in is kept here at once and on the server after a pause: it survives a reload, a lost
 * connection and a change of device. The server forgets it when the task is decided. With what is filled in the
 * page is asked for anew: which fields are open, what each button would do, what keeps it from being pressed.
 */
export function useDraft(page: TaskPage) {
  const { case_id, task } = page.item;
  const key = `banjie.draft.${useSession().person.id}.${case_id}/${task}`;
  const path = `${taskAddress(case_id, task)}/draft`;
  const [found] = useState(() => firstDraft(readKept(key), page.draft));
  const last = useRef(JSON.stringify(found.written));
  const pause = useRef<ReturnType<typeof setTimeout>>(undefined);
  const isOpen = page.over === null;

  const client = useQueryClient();
  const sent = useRef(JSON.stringify(found.written.data));

  const send = useCallback(
    async (written: Written, leaving = false) => {
      try {
        await api(path, { method: "PUT", body: written, keepalive: leaving });
      } catch {
        return; // Without a connection it stays here; the next change or the next page sends it.
      }
      const data = JSON.stringify(written.data);
      if (leaving || data === sent.current) return;
      sent.current = data;
      void client.invalidateQueries({ queryKey: taskPage(case_id, task).queryKey, exact: true });
    },
    [path, client, case_id, task],
  );

  const now = useRef(found.written);
  useEffect(() => {
    const leave = () => {
      if (pause.current === undefined) return;
      clearTimeout(pause.current);
      pause.current = undefined;
      void send(now.current, true);
    };
    window.addEventListener("pagehide", leave);
    return () => {
      window.removeEventListener("pagehide", leave);
      leave();
    };
  }, [send]);

  return {
    first: found.written,
    restored: found.restored,
    keep(written: { data: Values; comment: string }) {
      const said = JSON.stringify(written);
      if (!isOpen || said === last.current) return;
      last.current = said;
      now.current = written;
      localStorage.setItem(key, JSON.stringify({ at: new Date().toISOString(), ...written } satisfies Kept));
      clearTimeout(pause.current);
      pause.current = setTimeout(() => {
        pause.current = undefined;
        void send(written);
      }, PAUSE);
    },
    forget() {
      clearTimeout(pause.current);
      pause.current = undefined;
      localStorage.removeItem(key);
    },
  };
}

const readKept = (key: string) => JSON.parse(localStorage.getItem(key) ?? "null") as Kept | null;
