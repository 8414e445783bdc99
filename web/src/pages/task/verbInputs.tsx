import { Checkbox, DatePicker, Input, Radio, Select } from "antd";
import type { ComponentType } from "react";
import type { TaskPage } from "~/api/schema";
import { instantOf, wall, wallNow } from "~/logic/clock";
import { FilePick } from "~/parts/FilePick";
import { PersonPick } from "~/parts/PersonPick";
import { texts, useTexts, useWords } from "~/texts/texts";
import { taskTexts } from "./texts";
import type { Asked, Kind } from "./verbs";

const inputTexts = texts({
  before: ["在我之前（我等待）", "before me (I wait)"],
  after: ["在我之后", "after me"],
  beside: ["与我并行", "beside me"],
  all: ["全部", "all of them"],
  any: ["任一", "any of them"],
  order: ["依次", "in order"],
  grant: ["同意延期", "grant it"],
  deny: ["不同意", "do not"],
  "2 working hours": ["2 工作小时", "2 working hours"],
  "4 working hours": ["4 工作小时", "4 working hours"],
  "1 working day": ["1 工作日", "1 working day"],
  "2 working days": ["2 工作日", "2 working days"],
  "5 working days": ["5 工作日", "5 working days"],
});

interface VerbInputProps {
  page: TaskPage;
  asked: Asked;
  value: unknown;
  onChange: (value: unknown) => void;
}

const idOf = ({ asked }: VerbInputProps) => `verb-${asked.name}`;

const TextAsked = (props: VerbInputProps) => (
  <Input.TextArea
    id={idOf(props)}
    autoSize={{ minRows: 2, maxRows: 8 }}
    maxLength={10_000}
    value={(props.value as string | undefined) ?? ""}
    onChange={(event) => props.onChange(event.target.value)}
  />
);

const PersonAsked = (props: VerbInputProps) => (
  <PersonPick id={idOf(props)} value={(props.value as string | undefined) ?? null} onChange={props.onChange} />
);

const PeopleAsked = (props: VerbInputProps) => (
  <PersonPick id={idOf(props)} multiple value={(props.value as string[] | undefined) ?? []} onChange={props.onChange} />
);

const MomentAsked = (props: VerbInputProps) => (
  <DatePicker
    id={idOf(props)}
    className="input-wide"
    showTime={{ format: "HH:mm", defaultOpenValue: wallNow().hour(17).minute(0) }}
    format="YYYY-MM-DD HH:mm"
    disabledDate={(day) => day.isBefore(wallNow().startOf("day"))}
    value={props.value ? wall(props.value as string) : null}
    onChange={(at) => props.onChange(at ? instantOf(at) : null)}
  />
);

const WITHIN = ["2 working hours", "4 working hours", "1 working day", "2 working days", "5 working days"] as const;

function WithinAsked(props: VerbInputProps) {
  const t = useTexts(inputTexts);
  return (
    <Select
      id={idOf(props)}
      className="input-wide"
      allowClear
      options={WITHIN.map((value) => ({ value, label: t(value) }))}
      value={(props.value as string | undefined) ?? null}
      onChange={(within) => props.onChange(within ?? null)}
    />
  );
}

const oneOf = (values: readonly ("before" | "after" | "beside" | "all" | "any" | "order")[]) =>
  function OneOfAsked(props: VerbInputProps) {
    const t = useTexts(inputTexts);
    const options = values.map((value) => ({ value, label: t(value) }));
    return <Radio.Group id={idOf(props)} options={options} value={props.value} onChange={(event) => props.onChange(event.target.value)} />;
  };

function GrantAsked(props: VerbInputProps) {
  const t = useTexts(inputTexts);
  const options = [{ value: true, label: t("grant") }, { value: false, label: t("deny") }];
  return <Radio.Group id={idOf(props)} options={options} value={props.value} onChange={(event) => props.onChange(event.target.value)} />;
}

function FieldsAsked(props: VerbInputProps) {
  const words = useWords();
  const options = props.page.form.fields.map((field) => ({ value: field.path, label: words(field.label) }));
  return <Checkbox.Group className="verb-fields" options={options} value={(props.value as string[] | undefined) ?? []} onChange={props.onChange} />;
}

function OutcomeAsked(props: VerbInputProps) {
  const words = useWords();
  const outcomes = props.page.decisions.filter((decision) => decision.kind === "outcome");
  return (
    <Select
      id={idOf(props)}
      className="input-wide"
      allowClear
      options={outcomes.map(({ id, name }) => ({ value: id, label: words(name) }))}
      value={(props.value as string | undefined) ?? null}
      onChange={(outcome) => props.onChange(outcome ?? null)}
    />
  );
}

function ApproversAsked(props: VerbInputProps) {
  const t = useTexts(taskTexts);
  return (
    <Checkbox id={idOf(props)} checked={props.value === true} onChange={(event) => props.onChange(event.target.checked)}>
      {t("approversOnly")}
    </Checkbox>
  );
}

const FilesAsked = (props: VerbInputProps) => (
  <FilePick id={idOf(props)} field={{ type: "files", file_kinds: [], max_size: null }} value={props.value} onChange={props.onChange} />
);

const INPUTS: Record<Kind, ComponentType<VerbInputProps>> = {
  text: TextAsked,
  person: PersonAsked,
  people: PeopleAsked,
  moment: MomentAsked,
  within: WithinAsked,
  how: oneOf(["before", "after", "beside"]),
  mode: oneOf(["all", "any", "order"]),
  grant: GrantAsked,
  fields: FieldsAsked,
  outcome: OutcomeAsked,
  approvers: ApproversAsked,
  files: FilesAsked,
};

/** The input for one thing a verb asks for. */
export function VerbInput(props: VerbInputProps) {
  const Asking = INPUTS[props.asked.kind];
  return <Asking {...props} />;
}
