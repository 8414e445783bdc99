import { Modal } from "antd";
import { useState } from "react";
import { useAct } from "~/api/Acts";
import type { TaskPage, VerbAllowed } from "~/api/schema";
import { useUploading } from "~/api/uploads";
import { taskAddress } from "~/api/tasks";
import { isEmpty, type Values } from "~/logic/forms";
import { ProblemNote } from "~/parts/ProblemNote";
import { useTexts, useWords } from "~/texts/texts";
import { taskTexts } from "./texts";
import { VerbInput } from "./verbInputs";
import { type Asked, FIRST, VERBS } from "./verbs";

interface VerbDialogProps {
  page: TaskPage;
  verb: VerbAllowed;
  onClose: () => void;
}

/** Asks for what a verb needs, and does it. */
export default function VerbDialog({ page, verb, onClose }: VerbDialogProps) {
  const t = useTexts(taskTexts);
  const words = useWords();
  const { item } = page;
  const inputs = VERBS[verb.verb] ?? [];
  const [given, setGiven] = useState<Values>(FIRST);
  const [tried, setTried] = useState(false);
  const { start, busy, entry } = useAct();
  const uploading = useUploading();
  const isMissing = ({ name, needed }: Asked) => needed && isEmpty(given[name]);

  const act = async () => {
    setTried(true);
    if (inputs.some(isMissing)) return;
    const settled = await start({
      path: `${taskAddress(item.case_id, item.task)}/${verb.verb}`,
      body: Object.fromEntries(inputs.filter(({ name }) => !isEmpty(given[name])).map(({ name }) => [name, given[name]])),
      label: `${words(verb.name)} · ${words(item.title)}`,
      caseId: item.case_id,
    });
    if (settled && settled.standing !== "refused") onClose();
  };

  return (
    <Modal open title={words(verb.name)} onCancel={onClose} onOk={() => void act()} okText={words(verb.name)} confirmLoading={busy || uploading}>
      {entry?.problem && <ProblemNote error={entry.problem} />}
      <div className="verb-inputs">
        {inputs.map((asked) => (
          <div key={asked.name} className="field">
            {asked.kind !== "approvers" && <label htmlFor={`verb-${asked.name}`}>{t(asked.text)}</label>}
            <VerbInput page={page} asked={asked} value={given[asked.name]} onChange={(value) => setGiven({ ...given, [asked.name]: value })} />
            {tried && isMissing(asked) && <div className="field-wrong" role="alert">{t("needed")}</div>}
          </div>
        ))}
      </div>
    </Modal>
  );
}
