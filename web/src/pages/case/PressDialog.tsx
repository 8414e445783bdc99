import { Modal } from "antd";
import { useState } from "react";
import { useAct } from "~/api/Acts";
import { caseAddress } from "~/api/cases";
import type { Button, CaseShown } from "~/api/schema";
import { useUploading } from "~/api/uploads";
import { CommentEdit } from "~/parts/CommentEdit";
import { FormEdit } from "~/parts/form/FormEdit";
import { useForm } from "~/parts/form/useForm";
import { ProblemNote } from "~/parts/ProblemNote";
import { useTexts, useWords } from "~/texts/texts";
import { caseTexts } from "./texts";

/** Presses a button of the definition, or records a message that came past the system, with what it asks for. */
export default function PressDialog({ page, button, onClose }: { page: CaseShown; button: Button; onClose: () => void }) {
  const t = useTexts(caseTexts);
  const words = useWords();
  const form = useForm(button.form.fields);
  const [comment, setComment] = useState("");
  const [tried, setTried] = useState(false);
  const { start, busy, entry } = useAct();
  const uploading = useUploading();
  const needed = button.comment === "required";

  const act = async () => {
    setTried(true);
    if (!form.check() || (needed && !comment.trim())) return;
    const data = form.data();
    const press = { event: button.id, holder: button.holder, data, comment };
    const settled = await start({
      path: `${caseAddress(page.case.case_id)}/${button.verb}`,
      body: button.verb === "press" ? press : { message: button.id, data },
      label: `${words(button.name)} · ${words(page.case.title) || page.case.business_key}`,
      caseId: page.case.case_id,
    });
    if (settled && settled.standing !== "refused") onClose();
  };

  return (
    <Modal open title={words(button.name)} onCancel={onClose} onOk={() => void act()} okText={words(button.name)} cancelText={t("cancel")} confirmLoading={busy || uploading}>
      {entry?.problem && <ProblemNote error={entry.problem} />}
      <FormEdit fields={form.fields} values={form.values} onChange={form.set} problems={form.problems} tried={form.tried} />
      {button.verb === "press" && button.comment !== "none" && <CommentEdit value={comment} onChange={setComment} required={needed} missing={tried && needed && !comment.trim()} />}
    </Modal>
  );
}
