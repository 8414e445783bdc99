import { FunnelPlotOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Input, Popover, Select } from "antd";
import { useEffect, useState } from "react";
import { api } from "~/api/client";
import type { SummaryField, TaskItem, VersionItem } from "~/api/schema";
import { type Comparison, conditionsOf, type Conditions, saidOf } from "~/logic/conditions";
import { useTexts, useWords } from "~/texts/texts";
import { inboxTexts } from "./texts";
import type { Asked } from "./useAsked";

const BOUNDED: readonly string[] = ["money", "number", "integer", "percent", "date", "date_time"];
const CHOSEN: readonly string[] = ["choice", "yes_no", "person", "department"];

/** Of one process: its version, and what the fields say that stand in the rows. */
export function MoreFilters({ asked, items }: { asked: Asked; items: readonly TaskItem[] }) {
  const t = useTexts(inboxTexts);
  const { process } = asked.list;
  const fields = useFieldsSeen(items, process);
  if (!process) return null;
  const conditions = conditionsOf(asked.list.where ?? []);
  const set = (path: string, comparison: Comparison, value: string) =>
    asked.setWhere(saidOf({ ...conditions, [path]: { ...conditions[path], [comparison]: value } }));
  const count = (asked.list.where?.length ?? 0) + (asked.list.version ? 1 : 0);
  const content = (
    <div className="more-filters">
      <VersionFilter process={process} asked={asked} />
      {Object.values(fields).map((seen) => <FieldFilter key={seen.field.path} seen={seen} conditions={conditions} onSet={set} />)}
    </div>
  );
  return (
    <Popover trigger="click" placement="bottom" content={content}>
      <Button icon={<FunnelPlotOutlined aria-hidden />}>{t("moreFilters")}{count > 0 && ` (${count})`}</Button>
    </Popover>
  );
}

interface Seen {
  field: SummaryField;
  /** The values that have stood there, by how they are written. */
  values: Record<string, SummaryField>;
}

/** The fields that have stood in the rows of a process, with their values. */
function useFieldsSeen(items: readonly TaskItem[], process: string | null | undefined): Record<string, Seen> {
  const [seen, setSeen] = useState<Record<string, Record<string, Seen>>>({});
  useEffect(() => {
    setSeen((before) => {
      const next = structuredClone(before);
      for (const item of items) {
        for (const field of item.summary) {
          const of = ((next[item.process] ??= {})[field.path] ??= { field, values: {} });
          of.values[String(field.value)] = field;
        }
      }
      return next;
    });
  }, [items]);
  return (process && seen[process]) || {};
}

function VersionFilter({ process, asked }: { process: string; asked: Asked }) {
  const t = useTexts(inboxTexts);
  const { data } = useQuery({
    queryKey: ["versions", process],
    queryFn: () => api<VersionItem[]>(`/definitions/${process}/versions`),
    staleTime: 60_000,
    retry: false,
  });
  if (!data || data.length < 2) return null;
  return (
    <label className="more-filter">
      {t("version")}
      <Select
        allowClear
        placeholder={t("anyVersion")}
        value={asked.list.version ?? null}
        onChange={(version) => asked.set("version", version)}
        options={data.map((one) => ({ value: String(one.version), label: String(one.version) }))}
      />
    </label>
  );
}

interface FieldFilterProps {
  seen: Seen;
  conditions: Conditions;
  onSet: (path: string, comparison: Comparison, value: string) => void;
}

function FieldFilter({ seen: { field, values }, conditions, onSet }: FieldFilterProps) {
  const t = useTexts(inboxTexts);
  const words = useWords();
  const said = conditions[field.path] ?? {};
  const box = (comparison: Comparison, label: string) => (
    <Later
      label={`${words(field.label)} ${label}`}
      placeholder={label}
      type={field.type === "date" || field.type === "date_time" ? "date" : "text"}
      value={said[comparison] ?? ""}
      onSay={(value) => onSet(field.path, comparison, value)}
    />
  );
  if (BOUNDED.includes(field.type)) return <div className="more-filter">{words(field.label)}<span>{box(">=", t("from"))} – {box("<=", t("to"))}</span></div>;
  if (!CHOSEN.includes(field.type)) return <div className="more-filter">{words(field.label)}{box("~", t("contains"))}</div>;
  return (
    <label className="more-filter">
      {words(field.label)}
      <Select
        allowClear
        placeholder={t("anyValue")}
        value={said["="] ?? null}
        onChange={(value) => onSet(field.path, "=", value ?? "")}
        options={Object.entries(values).map(([value, one]) => ({ value, label: words(one.text) }))}
      />
    </label>
  );
}

interface LaterProps {
  label: string;
  placeholder: string;
  type: string;
  value: string;
  onSay: (value: string) => void;
}

/** A box that is heard when it is left, or with Enter. */
function Later({ label, placeholder, type, value, onSay }: LaterProps) {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  const say = () => typed.trim() !== value && onSay(typed.trim());
  return (
    <Input aria-label={label} placeholder={placeholder} type={type} value={typed} onChange={(event) => setTyped(event.target.value)} onBlur={say} onPressEnter={say} />
  );
}
