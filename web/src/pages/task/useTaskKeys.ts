import { useNavigate } from "react-router";
import { useEntries, useOutbox } from "~/api/Acts";
import type { TaskPage } from "~/api/schema";
import { taskAddress } from "~/api/tasks";
import { useKeys } from "~/shell/useKeys";
import type { TaskInHand } from "./useTask";

/** a agrees, j goes to the next task, u back to the list, z takes the last decision back and opens its task again. */
export function useTaskKeys(page: TaskPage, task: TaskInHand, help: () => void) {
  const navigate = useNavigate();
  const outbox = useOutbox();
  const waiting = useEntries().filter((entry) => entry.standing === "waiting");
  const agree = page.decisions.find((decision) => decision.manner === "agree" && decision.allowed);
  const { next } = task.list;
  useKeys({
    a: () => agree && document.querySelector<HTMLButtonElement>(`#decide-${CSS.escape(agree.id)}`)?.click(),
    j: () => next && void navigate(taskAddress(next.case_id, next.task), { replace: true }),
    "?": help,
    u: () => void navigate(task.list.address),
    z: () => {
      const last = waiting.at(-1)?.act;
      if (!last) return;
      outbox.undo(last.key);
      if (last.caseId && last.task) void navigate(taskAddress(last.caseId, last.task), { replace: true });
    },
  });
}
