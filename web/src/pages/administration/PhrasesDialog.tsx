import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Input, Modal } from "antd";
import { useState } from "react";
import { api } from "~/api/client";
import { phrasesOf } from "~/api/phrases";
import type { PhrasesOfKind, PhrasesTold, Words } from "~/api/schema";
import { ProblemNote } from "~/parts/ProblemNote";
import { useTexts } from "~/texts/texts";
import { Field } from "./Field";
import { administrationTexts } from "./texts";

const MOST = 12;
const LONGEST = 100;
const EMPTY: Words = { zh: "", en: "" };

interface PhrasesDialogProps {
  process: string;
  one: PhrasesOfKind;
  title: string;
  onClose: () => void;
}

/** The phrases of one kind as they are written, in both languages. */
export function PhrasesDialog({ process, one, title, onClose }: PhrasesDialogProps) {
  const t = useTexts(administrationTexts);
  const client = useQueryClient();
  const [lines, setLines] = useState<Words[]>(one.phrases.length ? one.phrases : [EMPTY]);
  const [reason, setReason] = useState("");
  const put = useMutation({
    mutationFn: (phrases: Words[] | null) =>
      api<PhrasesTold>(`/phrases/${one.kind}`, { method: "PUT", body: { process: process || null, phrases, reason } }),
    onSuccess: (told) => {
      client.setQueryData(phrasesOf(process).queryKey, told);
      onClose();
    },
  });
  const change = (at: number, to: Partial<Words>) => setLines(lines.map((line, n) => (n === at ? { ...line, ...to } : line)));
  const written = lines.filter((line) => line.zh.trim() || line.en.trim());
  return (
    <Modal
      open title={title} width={720} onCancel={onClose}
      footer={[
        one.changed_at && <Button key="back" loading={put.isPending} onClick={() => put.mutate(null)}>{t("backToDefault")}</Button>,
        <Button key="no" onClick={onClose}>{t("cancel")}</Button>,
        <Button key="yes" type="primary" loading={put.isPending} onClick={() => put.mutate(written)}>{t("save")}</Button>,
      ]}
    >
      {put.error && <ProblemNote error={put.error} />}
      {lines.map((line, n) => (
        <div key={n} className="phrase-line">
          <Input aria-label={t("phraseZh", { number: n + 1 })} placeholder={t("inChinese")} maxLength={LONGEST} value={line.zh} onChange={(event) => change(n, { zh: event.target.value })} />
          <Input aria-label={t("phraseEn", { number: n + 1 })} placeholder={t("inEnglish")} maxLength={LONGEST} value={line.en} onChange={(event) => change(n, { en: event.target.value })} />
          <Button icon={<DeleteOutlined />} aria-label={t("dropPhrase", { number: n + 1 })} onClick={() => setLines(lines.filter((_, m) => m !== n))} />
        </div>
      ))}
      <div className="inputs">
        <Button type="dashed" icon={<PlusOutlined />} disabled={lines.length >= MOST} onClick={() => setLines([...lines, EMPTY])}>{t("addPhrase")}</Button>
        <Field id="phrases-why" text={t("reason")}><Input id="phrases-why" maxLength={2000} value={reason} onChange={(event) => setReason(event.target.value)} /></Field>
      </div>
    </Modal>
  );
}
