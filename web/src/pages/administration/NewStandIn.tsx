import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Checkbox, DatePicker, Input, InputNumber, Select } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { api } from "~/api/client";
import type { DefinitionItem, NewStandIn as Body, StandInPreview, StandInSet } from "~/api/schema";
import { PersonPick } from "~/parts/PersonPick";
import { ProblemNote } from "~/parts/ProblemNote";
import { useTexts, useWords } from "~/texts/texts";
import { Field } from "./Field";
import { MovedTasks } from "./MovedTasks";
import { administrationTexts } from "./texts";

/** A stand-in that shall be: looked at first, then set. */
export function NewStandIn({ absent, others, onClose }: { absent: string | null; others: boolean; onClose: () => void }) {
  const t = useTexts(administrationTexts);
  const client = useQueryClient();
  const [body, setBody] = useState<Partial<Body>>(absent ? { absent } : {});
  const look = useMutation({ mutationFn: () => api<StandInPreview>("/stand-ins/preview", { method: "POST", body }) });
  const set = useMutation({
    mutationFn: () => api<StandInSet>("/stand-ins", { method: "POST", body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["stand-ins"] }).then(onClose),
  });
  const put = (part: Partial<Body>) => {
    setBody({ ...body, ...part });
    look.reset();
    set.reset();
  };
  const wrong = set.error ?? look.error;
  return (
    <section className="panel" aria-label={t("setStandIn")}>
      <h2>{t("setStandIn")}</h2>
      <div className="inputs">
        {others && <Field id="absent" text={t("absentPerson")} help={t("orOneself")}><PersonPick id="absent" value={body.absent ?? null} onChange={(one) => put({ absent: (one as string) ?? null })} /></Field>}
        <Field id="person" text={t("standIn")}><PersonPick id="person" value={body.person ?? null} onChange={(one) => put({ person: one as string })} /></Field>
        <div className="two">
          <Field id="first" text={t("firstDay")} help={t("orToday")}><Day id="first" value={body.first} onChange={(first) => put({ first })} /></Field>
          <Field id="last" text={t("lastDay")} help={t("orEnded")}><Day id="last" value={body.last} onChange={(last) => put({ last })} /></Field>
        </div>
        <Field id="processes" text={t("processes")} help={t("orAll")}><Processes value={body.processes ?? null} onChange={(processes) => put({ processes })} /></Field>
        <Field id="amount" text={t("upToAmount")} help={t("orAnyAmount")}>
          <InputNumber<string> id="amount" className="input-wide" stringMode min="0" inputMode="decimal" controls={false} value={(body.amount as string) ?? null} onChange={(amount) => put({ amount })} />
        </Field>
        <Checkbox checked={body.open_tasks ?? false} onChange={(event) => put({ open_tasks: event.target.checked })}>{t("openTasksToo")}</Checkbox>
        <Checkbox checked={body.only ?? false} onChange={(event) => put({ only: event.target.checked })}>{t("onlyStandIn")}</Checkbox>
        <Field id="reason" text={t("reason")}><Input id="reason" maxLength={2000} value={body.reason ?? ""} onChange={(event) => put({ reason: event.target.value })} /></Field>
      </div>
      {wrong && <ProblemNote error={wrong} />}
      {look.data && <Preview found={look.data} />}
      <div className="filters">
        {look.data
          ? <Button key="set" type="primary" loading={set.isPending} onClick={() => set.mutate()}>{t("set")}</Button>
          : <Button key="look" type="primary" disabled={!body.person} loading={look.isPending} onClick={() => look.mutate()}>{t("lookFirst")}</Button>}
        <Button onClick={onClose}>{t("cancel")}</Button>
      </div>
    </section>
  );
}

function Preview({ found }: { found: StandInPreview }) {
  const t = useTexts(administrationTexts);
  return (
    <div role="status">
      <p>{t("holdsFrom", { day: found.begins })} {t("tasksMove", { moved: found.moved.length + found.more, all: found.open_tasks })}</p>
      <MovedTasks moved={found.moved} more={found.more} />
    </div>
  );
}

function Day({ id, value, onChange }: { id: string; value: string | null | undefined; onChange: (day: string | null) => void }) {
  return <DatePicker id={id} className="input-wide" value={value ? dayjs(value) : null} onChange={(day) => onChange(day ? day.format("YYYY-MM-DD") : null)} />;
}

function Processes({ value, onChange }: { value: string[] | null; onChange: (all: string[] | null) => void }) {
  const words = useWords();
  const { data } = useQuery({ queryKey: ["definitions", "names"], queryFn: () => api<DefinitionItem[]>("/definitions") });
  const options = (data ?? []).map((one) => ({ value: one.process, label: words(one.name) }));
  return <Select id="processes" className="input-wide" mode="multiple" allowClear showSearch={{ optionFilterProp: "label" }} options={options} value={value ?? []} onChange={(all) => onChange(all.length ? all : null)} />;
}
