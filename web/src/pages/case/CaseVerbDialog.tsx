import { Checkbox, Input, Modal, Select } from "antd";
import { useState } from "react";
import { useAct } from "~/api/Acts";
import { caseAddress } from "~/api/cases";
import type { CaseShown, CaseVerb } from "~/api/schema";
import { useUploading } from "~/api/uploads";
import { isEmpty } from "~/logic/forms";
import { FilePick } from "~/parts/FilePick";
import { PersonPick } from "~/parts/PersonPick";
import { ProblemNote } from "~/parts/ProblemNote";
import { useTexts, useWords } from "~/texts/texts";
import { caseTexts } from "./texts";

type Verb = "comment" | "attach" | "copy" | "recall" | "withdraw" | "urge" | "revoke";
const NEEDS_WORDS: readonly Verb[] = ["comment", "withdraw", "urge", "revoke"];
const ASKS = { recall: "askRecall", withdraw: "askWithdraw", revoke: "askRevoke" } as const;
const ANY_FILES = { type: "files" as const, file_kinds: [], max_size: null };

interface Given {
  comment: string;
  people: string[];
  approvers: boolean;
  files: unknown;
  step: string | null;
}

/** Asks for what a verb needs, and does it. */
export default function CaseVerbDialog({ page, verb: named, onClose }: { page: CaseShown; verb: CaseVerb["verb"]; onClose: () => void }) {
  const t = useTexts(caseTexts);
  const words = useWords();
  const verb = named as Verb;
  const [given, setGiven] = useState<Given>({ comment: "", people: [], approvers: false, files: null, step: page.urgeable[0] ?? null });
  const [tried, setTried] = useState(false);
  const { start, busy, entry } = useAct();
  const uploading = useUploading();
  const put = (some: Partial<Given>) => setGiven({ ...given, ...some });
  const missing = isMissing(verb, given);

  const act = async () => {
    setTried(true);
    if (missing) return;
    const settled = await start({
      path: `${caseAddress(page.case.case_id)}/${verb}`,
      body: bodyOf(verb, given),
      label: `${t(verb)} · ${words(page.case.title) || page.case.business_key}`,
      caseId: page.case.case_id,
    });
    if (settled && settled.standing !== "refused") onClose();
  };

  return (
    <Modal open title={t(verb)} onCancel={onClose} onOk={() => void act()} okText={t(verb)} cancelText={t("cancel")} confirmLoading={busy || uploading}>
      {entry?.problem && <ProblemNote error={entry.problem} />}
      {verb in ASKS && <p>{t(ASKS[verb as keyof typeof ASKS])}</p>}
      <div className="verb-inputs">
        {verb === "urge" && page.urgeable.length > 1 && <StepPick page={page} value={given.step} onChange={(step) => put({ step })} />}
        {(verb === "copy" || verb === "comment") && (
          <div className="field">
            <label htmlFor="case-people">{t(verb === "copy" ? "toWhom" : "tell")}</label>
            <PersonPick id="case-people" multiple value={given.people} onChange={(people) => put({ people: (people as string[] | null) ?? [] })} />
          </div>
        )}
        {verb === "attach" && <FilePick field={ANY_FILES} value={given.files} onChange={(files) => put({ files })} />}
        <div className="field">
          <label htmlFor="case-comment">{t(verb === "withdraw" || verb === "revoke" ? "reasonNeeded" : "say")}</label>
          <Input.TextArea id="case-comment" autoSize={{ minRows: 2, maxRows: 8 }} maxLength={1000} value={given.comment} onChange={(event) => put({ comment: event.target.value })} />
        </div>
        {verb === "comment" && <Checkbox checked={given.approvers} onChange={(event) => put({ approvers: event.target.checked })}>{t("approversOnly")}</Checkbox>}
        {tried && missing && <div className="field-wrong" role="alert">{t("unsaid")}</div>}
      </div>
    </Modal>
  );
}

function StepPick({ page, value, onChange }: { page: CaseShown; value: string | null; onChange: (step: string) => void }) {
  const t = useTexts(caseTexts);
  const words = useWords();
  const named = (step: string) => words(page.way.steps.find((one) => one.step === step)?.name) || step;
  return (
    <div className="field">
      <label htmlFor="case-step">{t("whichStep")}</label>
      <Select id="case-step" className="input-wide" value={value} onChange={onChange} options={page.urgeable.map((step) => ({ value: step, label: named(step) }))} />
    </div>
  );
}

function isMissing(verb: Verb, given: Given): boolean {
  if (NEEDS_WORDS.includes(verb)) return !given.comment.trim();
  return (verb === "copy" && given.people.length === 0) || (verb === "attach" && isEmpty(given.files));
}

function bodyOf(verb: Verb, { comment, people, approvers, files, step }: Given) {
  if (verb === "comment") return { comment, to: people, approvers };
  if (verb === "copy") return { people, comment };
  if (verb === "attach") return { files, comment };
  return verb === "urge" ? { comment, step } : { comment };
}
