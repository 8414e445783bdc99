import { type QueryClient, useQuery, useQueryClient } from "@tanstack/react-query";
import { Modal } from "antd";
import { useState } from "react";
import { useOutbox } from "~/api/Acts";
import { phrasesOf } from "~/api/phrases";
import type { BatchItem, TaskItem } from "~/api/schema";
import { taskPage } from "~/api/tasks";
import { freshKey } from "~/logic/ids";
import { keyOf } from "~/logic/listInHand";
import { CommentEdit } from "~/parts/CommentEdit";
import { useTexts, useWords } from "~/texts/texts";
import { inboxTexts } from "./texts";

const AT_ONCE = 100;
const UNDO = 10_000;

interface BatchDialogProps {
  items: readonly TaskItem[];
  onClose: () => void;
  onDone: () => void;
}

/** Asks once more before several tasks are decided. */
export default function BatchDialog({ items, onClose, onDone }: BatchDialogProps) {
  const t = useTexts(inboxTexts);
  const words = useWords();
  const send = useBatch();
  const [comment, setComment] = useState("");
  const phrases = useQuery(phrasesOf()).data?.kinds.find(({ kind }) => kind === "comment")?.phrases;
  const agree = () => {
    send(items, comment);
    onClose();
    onDone();
  };
  return (
    <Modal
      open
      title={t("batchTitle", { count: items.length })}
      onCancel={onClose}
      cancelText={t("cancel")}
      okText={t("approveAll")}
      okButtonProps={{ autoFocus: true }}
      onOk={agree}
    >
      <ul className="batch-items">{items.map((item) => <li key={keyOf(item)}>{words(item.title)}</li>)}</ul>
      <CommentEdit value={comment} onChange={setComment} phrases={phrases} />
    </Modal>
  );
}

/** Lays tasks into the outbox, as many at once as the server takes. */
function useBatch() {
  const t = useTexts(inboxTexts);
  const words = useWords();
  const client = useQueryClient();
  const outbox = useOutbox();
  return (items: readonly TaskItem[], comment: string) => {
    for (let from = 0; from < items.length; from += AT_ONCE) {
      const some = items.slice(from, from + AT_ONCE);
      void outbox.add({
        key: freshKey(),
        path: "/tasks/batch",
        body: { items: some.map((item) => itemOf(client, item)), comment },
        label: t("batchTitle", { count: some.length }),
        tasks: some.map((item) => ({ caseId: item.case_id, task: item.task, title: words(item.title) })),
        undo: UNDO,
      });
    }
  };
}

/** With what was seen of it, where it has been opened. */
function itemOf(client: QueryClient, { case_id, task, agree }: TaskItem): BatchItem {
  const seen = client.getQueryData(taskPage(case_id, task).queryKey)?.revision ?? null;
  return { case_id, task, outcome: agree, seen };
}
