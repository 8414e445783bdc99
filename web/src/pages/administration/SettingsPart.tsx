import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Input, Modal, Select } from "antd";
import { useState } from "react";
import { api } from "~/api/client";
import { Problem } from "~/api/problem";
import type { ProcessSettings, SettingTold } from "~/api/schema";
import type { Page } from "~/api/wire";
import { FieldEdit } from "~/parts/form/FieldEdit";
import "~/parts/form/form.css";
import { Moment } from "~/parts/Due";
import { PersonName } from "~/parts/PersonName";
import { ProblemNote } from "~/parts/ProblemNote";
import { useTexts, useWords } from "~/texts/texts";
import { Asked } from "./Asked";
import { Field } from "./Field";
import { administrationTexts } from "./texts";

const KEY = ["settings"];

/** What department heads may change of their processes without a new version. */
export default function SettingsPart() {
  const t = useTexts(administrationTexts);
  const words = useWords();
  const [process, setProcess] = useState<string | null>(null);
  const query = useQuery({ queryKey: KEY, queryFn: () => api<Page<ProcessSettings>>("/settings") });
  return (
    <>
      <p className="quiet">{t("settingsHelp")}</p>
      <Asked query={query} empty={(data) => data.items.length === 0 && t("noSettings")}>
        {({ items }) => (
          <>
            <div className="filters">
              <Select
                className="calendar-pick" aria-label={t("processes")} placeholder={t("allProcesses")} allowClear showSearch={{ optionFilterProp: "label" }}
                value={process} onChange={(one) => setProcess(one ?? null)} options={items.map((one) => ({ value: one.process, label: words(one.name) }))}
              />
            </div>
            {items.filter((one) => process === null || one.process === process).map((one) => <OfProcess key={one.process} one={one} />)}
          </>
        )}
      </Asked>
    </>
  );
}

function OfProcess({ one }: { one: ProcessSettings }) {
  const words = useWords();
  const [changing, setChanging] = useState<SettingTold | null>(null);
  return (
    <section className="panel">
      <h2>{words(one.name)} <span className="person-where">{words(one.department)}</span></h2>
      {one.settings.map((setting) => <Setting key={setting.name} setting={setting} {...(one.may_change ? { onChange: () => setChanging(setting) } : {})} />)}
      {changing && <Change process={one.process} setting={changing} onClose={() => setChanging(null)} />}
    </section>
  );
}

function Setting({ setting, onChange }: { setting: SettingTold; onChange?: () => void }) {
  const t = useTexts(administrationTexts);
  const words = useWords();
  return (
    <div className="setting">
      <span className="setting-name">{words(setting.field.label)}</span>
      <span className="setting-value">
        <b>{words(setting.field.text) || String(setting.field.value ?? "–")}</b>
        {setting.changed_at && (
          <span className="quiet"> · {t("default")} {words(setting.default_text)} · {setting.changed_by && <PersonName person={setting.changed_by} />} <Moment at={setting.changed_at} /></span>
        )}
      </span>
      {onChange && <Button onClick={onChange} aria-label={`${t("change")} ${words(setting.field.label)}`}>{t("change")}</Button>}
    </div>
  );
}

function Change({ process, setting, onClose }: { process: string; setting: SettingTold; onClose: () => void }) {
  const t = useTexts(administrationTexts);
  const words = useWords();
  const client = useQueryClient();
  const [value, setValue] = useState<unknown>(setting.field.value);
  const [reason, setReason] = useState("");
  const put = useMutation({
    mutationFn: (to: unknown) => api(`/settings/${process}/${setting.name}`, { method: "PUT", body: { value: to, reason } }),
    onSuccess: () => client.invalidateQueries({ queryKey: KEY }).then(onClose),
  });
  const fields = put.error instanceof Problem ? put.error.body.fields : [];
  const problems = Object.fromEntries(fields.map((one) => [setting.name, words(one.sentence)]));
  return (
    <Modal
      open title={words(setting.field.label)} onCancel={onClose}
      footer={[
        setting.changed_at && <Button key="back" loading={put.isPending} onClick={() => put.mutate(null)}>{t("backToDefault")}</Button>,
        <Button key="no" onClick={onClose}>{t("cancel")}</Button>,
        <Button key="yes" type="primary" loading={put.isPending} onClick={() => put.mutate(value)}>{t("save")}</Button>,
      ]}
    >
      {put.error && fields.length === 0 && <ProblemNote error={put.error} />}
      <div className="inputs">
        <FieldEdit field={setting.field} value={value} onChange={(_, next) => setValue(next)} problems={problems} required />
        <div className="quiet">{t("default")} {words(setting.default_text)}</div>
        <Field id="setting-why" text={t("reason")}><Input id="setting-why" maxLength={2000} value={reason} onChange={(event) => setReason(event.target.value)} /></Field>
      </div>
    </Modal>
  );
}
