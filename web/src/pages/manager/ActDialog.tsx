import { useQuery } from "@tanstack/react-query";
import { Input, Modal, Select } from "antd";
import { useState } from "react";
import { useAct } from "~/api/Acts";
import { api } from "~/api/client";
import type { Action, Effect, Person } from "~/api/schema";
import dayjs from "dayjs";
import { instantOf } from "~/logic/clock";
import { useSettled } from "~/parts/form/useSettled";
import { PersonPick } from "~/parts/PersonPick";
import { inApp } from "~/parts/inApp";
import { ProblemNote } from "~/parts/ProblemNote";
import { useTexts, useWords } from "~/texts/texts";
import { managerTexts } from "./texts";

export interface Given {
  to: string | null;
  text: string;
  until: string;
  outcome: string | null;
  target: string | null;
  path: string;
  value: string;
}

type Needed = Action["needs"][number];

interface ActDialogProps {
  caseId: string;
  action: Action;
  label: string;
  onClose: () => void;
}

/** Asks for what an act needs, shows what it would do, and does it. */
export function ActDialog({ caseId, action, label, onClose }: ActDialogProps) {
  const t = useTexts(managerTexts);
  const [given, setGiven] = useState<Given>(() => begun(action, t("nudgeText")));
  const [tried, setTried] = useState(false);
  const { start, busy, entry } = useAct();
  const missing = action.needs.filter((need) => isMissing(need, given));
  const act = async () => {
    setTried(true);
    if (missing.length > 0) return;
    const settled = await start({ path: `/cases/${caseId}/operate/${action.act}`, body: bodyOf(action, given), label, caseId });
    if (settled && settled.standing !== "refused") onClose();
  };
  return (
    <Modal
      getContainer={inApp} open title={label} onCancel={onClose} onOk={() => void act()} okText={label} cancelText={t("cancel")}
      okButtonProps={{ danger: action.act === "cancel" }} confirmLoading={busy}
    >
      {entry?.problem && <ProblemNote error={entry.problem} />}
      <div className="verb-inputs">
        <Inputs action={action} given={given} put={(some) => setGiven({ ...given, ...some })} />
        {tried && missing.length > 0 && <div className="field-wrong" role="alert">{t("unsaid")}</div>}
        <EffectShown caseId={caseId} action={action} given={missing.length > 0 ? null : given} />
      </div>
    </Modal>
  );
}

function begun(action: Action, nudge: string): Given {
  return {
    to: null, text: action.act === "nudge" ? nudge : "", until: "", outcome: action.outcomes[0]?.id ?? null,
    target: action.targets[0]?.id ?? null, path: "", value: "",
  };
}

const isMissing = (need: Needed, given: Given) =>
  ({
    to: !given.to, text: !given.text.trim(), until: !given.until, outcome: !given.outcome, target: !given.target,
    data: !given.path.trim(),
  })[need];

export const bodyOf = (action: Action, given: Given) => ({
  subject: action.subject,
  to: given.to,
  text: given.text,
  until: given.until ? instantOf(dayjs(given.until)) : null,
  outcome: action.needs.includes("outcome") ? given.outcome : null,
  target: action.needs.includes("target") ? given.target : null,
  data: given.path ? { [given.path]: given.value } : {},
});

interface InputsProps {
  action: Action;
  given: Given;
  put: (some: Partial<Given>) => void;
}

/** One field for each thing an act needs. */
function Inputs({ action, given, put }: InputsProps) {
  const t = useTexts(managerTexts);
  const words = useWords();
  const needs = (need: Needed) => action.needs.includes(need);
  const named = (some: Action["outcomes"]) => some.map((one) => ({ value: one.id, label: words(one.name) }));
  return (
    <>
      {needs("to") && (
        <div className="field">
          <label htmlFor="act-to">{t("toWhom")}</label>
          <PersonPick id="act-to" value={given.to} onChange={(to) => put({ to: to as string | null })} />
          <Suggested people={action.people} onPick={(to) => put({ to })} />
        </div>
      )}
      {needs("until") && (
        <div className="field">
          <label htmlFor="act-until">{t("untilWhen")}</label>
          <Input id="act-until" type="datetime-local" value={given.until} onChange={(event) => put({ until: event.target.value })} />
        </div>
      )}
      {needs("outcome") && (
        <div className="field">
          <label htmlFor="act-outcome">{t("outcome")}</label>
          <Select id="act-outcome" className="input-wide" value={given.outcome} options={named(action.outcomes)} onChange={(outcome) => put({ outcome })} />
        </div>
      )}
      {needs("target") && (
        <div className="field">
          <label htmlFor="act-target">{t("target")}</label>
          <Select id="act-target" className="input-wide" value={given.target} options={named(action.targets)} onChange={(target) => put({ target })} />
        </div>
      )}
      {needs("data") && (
        <div className="field field-pair">
          <div><label htmlFor="act-path">{t("fieldPath")}</label><Input id="act-path" value={given.path} onChange={(event) => put({ path: event.target.value })} /></div>
          <div><label htmlFor="act-value">{t("fieldValue")}</label><Input id="act-value" value={given.value} onChange={(event) => put({ value: event.target.value })} /></div>
        </div>
      )}
      {needs("text") && (
        <div className="field">
          <label htmlFor="act-text">{t(action.act === "nudge" || action.act === "promise" ? "say" : "reason")}</label>
          <Input.TextArea id="act-text" rows={3} maxLength={1000} value={given.text} onChange={(event) => put({ text: event.target.value })} />
        </div>
      )}
    </>
  );
}

const MOST_SUGGESTED = 6;

function Suggested({ people, onPick }: { people: readonly Person[]; onPick: (person: string) => void }) {
  const t = useTexts(managerTexts);
  const words = useWords();
  if (people.length === 0) return null;
  return (
    <div className="suggested">
      <span className="quiet">{t("suggestedPeople")}</span>
      {people.slice(0, MOST_SUGGESTED).map((one) => (
        <button key={one.id} type="button" className="suggestion" onClick={() => onPick(one.id)}>{words(one.name)}</button>
      ))}
    </div>
  );
}

const PAUSE = 500;

/** What the act would do; nothing is done by looking. */
function EffectShown({ caseId, action, given }: { caseId: string; action: Action; given: Given | null }) {
  const t = useTexts(managerTexts);
  const words = useWords();
  const body = useSettled(given && { act: action.act, ...bodyOf(action, given) }, PAUSE);
  const { data, error } = useQuery({
    queryKey: ["effect", caseId, body],
    queryFn: ({ signal }) => api<Effect>(`/stuck/${caseId}/preview`, { method: "POST", body, signal }),
    enabled: body !== null,
    placeholderData: (before) => before,
    retry: false,
  });
  if (error) return <ProblemNote error={error} />;
  return (
    <div className="act-effect">
      <b>{t("willHappen")}</b>
      {data && body ? <ul>{data.lines.map((line) => <li key={words(line)}>{words(line)}</li>)}</ul> : <p className="quiet">{t("fillFirst")}</p>}
    </div>
  );
}
