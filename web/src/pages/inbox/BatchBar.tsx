import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Modal } from "antd";
import { useState } from "react";
import { api } from "~/api/client";
import { refresh } from "~/api/refresh";
import type { BatchAnswer, TaskItem, BatchItem } from "~/api/schema";
import { taskPage } from "~/api/tasks";
import { freshKey } from "~/logic/ids";
import { keyOf } from "~/logic/listInHand";
import { CommentEdit } from "~/parts/CommentEdit";
import { ProblemNote } from "~/parts/ProblemNote";
import { useTexts, useWords } from "~/texts/texts";
import { inboxTexts } from "./texts";

/** Several tasks at once, each for itself: what became of each is told. */
export function BatchBar({ items, onDone }: { items: readonly TaskItem[]; onDone: () => void }) {
  const t = useTexts(inboxTexts);
  const [asking, setAsking] = useState(false);
  if (items.length === 0 && !asking) return null;
  return (
    <div className="batch-bar" role="toolbar" aria-label={t("selected", { count: items.length })}>
      <span>{t("selected", { count: items.length })}</span>
      <Button type="text" onClick={onDone}>{t("unselect")}</Button>
      <Button type="primary" id="agree-to-all" onClick={() => setAsking(true)}>{t("approveAll")}</Button>
      {asking && <BatchDialog items={items} onClose={() => { setAsking(false); onDone(); }} />}
    </div>
  );
}

function BatchDialog({ items: chosen, onClose }: { items: readonly TaskItem[]; onClose: () => void }) {
  const t = useTexts(inboxTexts);
  const words = useWords();
  const [items] = useState(chosen);
  const [comment, setComment] = useState("");
  const batch = useBatch(items, comment);
  const send = () => void batch.send();
  return (
    <Modal
      open
      title={t("batchTitle", { count: items.length })}
      onCancel={onClose}
      footer={batch.answer ? <Button type="primary" onClick={onClose}>OK</Button> : undefined}
      okText={t("approveAll")}
      okButtonProps={{ loading: batch.sending, autoFocus: true }}
      onOk={send}
    >
      {!batch.answer && (
        <>
          <ul className="batch-items">{items.map((item) => <li key={keyOf(item)}>{words(item.title)}</li>)}</ul>
          <CommentEdit value={comment} onChange={setComment} />
        </>
      )}
      {batch.error !== null && <ProblemNote error={batch.error} />}
      {batch.answer && <BatchResults answer={batch.answer} items={items} />}
    </Modal>
  );
}

/** Sends a batch once; sent again after a lost connection, each item keeps the name it had. */
function useBatch(items: readonly TaskItem[], comment: string) {
  const client = useQueryClient();
  const [key] = useState(freshKey);
  const [sending, setSending] = useState(false);
  const [answer, setAnswer] = useState<BatchAnswer | null>(null);
  const [error, setError] = useState<unknown>(null);
  const send = async () => {
    setSending(true);
    setError(null);
    try {
      const body = { items: items.map((item) => itemOf(client, item)), comment };
      setAnswer(await api<BatchAnswer>("/tasks/batch", { method: "POST", body, key }));
      refresh(client, items.map((item) => item.case_id));
    } catch (failure) {
      setError(failure);
    } finally {
      setSending(false);
    }
  };
  return { send, sending, answer, error };
}

/** With what was seen of it, where it has been opened. */
function itemOf(client: QueryClient, { case_id, task, agree }: TaskItem): BatchItem {
  const seen = client.getQueryData(taskPage(case_id, task).queryKey)?.revision ?? null;
  return { case_id, task, outcome: agree, seen };
}

function BatchResults({ answer, items }: { answer: BatchAnswer; items: readonly TaskItem[] }) {
  const t = useTexts(inboxTexts);
  const words = useWords();
  const count = (status: string) => answer.items.filter((one) => one.status === status).length;
  const refused = answer.items.filter((one) => one.problem);
  const titleOf = (key: string) => words(items.find((item) => keyOf(item) === key)?.title);
  return (
    <div className="batch-results" role="status">
      {count("done") > 0 && <Alert type="success" title={t("batchDone", { count: count("done") })} />}
      {count("pending") > 0 && <Alert type="warning" title={t("batchPending", { count: count("pending") })} />}
      {refused.length > 0 && (
        <Alert
          type="error"
          title={t("batchRefused", { count: refused.length })}
          description={<ul>{refused.map((one) => <li key={keyOf(one)}>{titleOf(keyOf(one))}: {words(one.problem!.sentence)}</li>)}</ul>}
        />
      )}
    </div>
  );
}
