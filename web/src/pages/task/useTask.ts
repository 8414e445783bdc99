import { useEffect, useState } from "react";
import { useNavigate } from "react-router";
import { useEntries, useOutbox } from "~/api/Acts";
import type { Decision, TaskPage } from "~/api/schema";
import { taskAddress } from "~/api/tasks";
import { freshKey } from "~/logic/ids";
import type { Entry } from "~/logic/outbox";
import { useForm } from "~/parts/form/useForm";
import { useWords } from "~/texts/texts";
import { useDraft } from "./useDraft";
import { useList } from "./useList";

const UNDO = 10_000;

/**
 * A task in somebody's hand: what they fill in and say, what pressing a button does. `asked`: the decision that was
 * pressed without a word, where one is needed or usual; pressed again it is taken without, where that is allowed.
 */
export function useTask(page: TaskPage) {
  const { item } = page;
  const words = useWords();
  const outbox = useOutbox();
  const list = useList(item);
  const draft = useDraft(page);
  const form = useForm(page.form.fields, draft.first.data);
  const [comment, setComment] = useState(draft.first.comment);
  const [asked, setAsked] = useState<Decision | null>(null);
  useEffect(() => draft.keep({ data: form.draft(), comment }));
  const entry = useEntries().findLast(({ act }) => act.caseId === item.case_id && act.task === item.task);
  const problem = entry?.problem;
  const { refused } = form;
  useEffect(() => {
    if (problem?.fields.length) refused(problem);
  }, [problem, refused]);
  const busy = entry !== undefined && entry.standing !== "refused";
  const onward = useOnward(list, entry);

  const decide = (decision: Decision, signature?: string) => {
    if (busy) return;
    const isAskedFirst = decision.reasons.length > 0 && asked?.id !== decision.id;
    if (!comment.trim() && (decision.comment === "required" || isAskedFirst)) return setAsked(decision);
    const name = decision.kind === "outcome" ? decision.id : `return/${decision.id}`;
    if (!form.check(name)) return;
    if (entry) outbox.drop(entry.act.key);
    const key = freshKey();
    void outbox
      .add({
        key,
        path: `${taskAddress(item.case_id, item.task)}/${decision.kind === "outcome" ? "complete" : "return"}`,
        body: bodyOf(decision, { data: form.data(name), comment, seen: page.revision, ...(signature ? { signature } : {}) }),
        label: `${words(decision.name)} · ${words(item.title)}`,
        caseId: item.case_id,
        task: item.task,
        undo: UNDO,
      })
      .then(({ standing }) => standing === "done" && draft.forget());
    onward(key);
  };

  return { form, comment, say: setComment, asked, decide, busy, entry, list, restored: draft.restored };
}

/** Go on to the next task, or back to the list, once an act is taken; who is quicker than the list waits for it. */
function useOnward({ known, next, address }: ReturnType<typeof useList>, entry: Entry | undefined) {
  const navigate = useNavigate();
  const [after, setAfter] = useState<string | null>(null);
  const goes = known && after !== null && entry?.act.key === after;
  const to = next ? taskAddress(next.case_id, next.task) : address;
  useEffect(() => {
    if (!goes) return;
    setAfter(null);
    void navigate(to, { replace: true });
  }, [goes, navigate, to]);
  return setAfter;
}

export type TaskInHand = ReturnType<typeof useTask>;

const bodyOf = (decision: Decision, filled: { data: Record<string, unknown>; comment: string; seen: number }) =>
  decision.kind === "outcome" ? { outcome: decision.id, ...filled } : { to: decision.id, ...filled };
