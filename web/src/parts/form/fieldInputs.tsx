import { DatePicker, Input, InputNumber, Radio, Select, TimePicker } from "antd";
import dayjs from "dayjs";
import type { ComponentType } from "react";
import type { FormField } from "~/api/schema";
import { instantOf, wall } from "~/logic/clock";
import { grouped, signOf } from "~/logic/money";
import { isRelated } from "~/logic/related";
import { useTexts, useWords } from "~/texts/texts";
import { CasePick } from "../CasePick";
import { DepartmentPick } from "../DepartmentPick";
import { FilePick } from "../FilePick";
import { PersonPick } from "../PersonPick";
import { partTexts } from "../texts";
import { PartsEdit } from "./PartsEdit";
import { TableEdit } from "./TableEdit";

export interface InputProps {
  field: FormField;
  value: unknown;
  onChange: (value: unknown) => void;
  /** Of the label and of what is wrong, for screen readers. */
  id: string;
  describedBy?: string;
  wrong: boolean;
}

const FEW = 4;

const aria = ({ id, describedBy, wrong }: InputProps) => ({
  id,
  "aria-describedby": describedBy,
  "aria-invalid": wrong || undefined,
  status: wrong ? ("error" as const) : ("" as const),
});

const text = (value: unknown) => (value === null || value === undefined ? "" : String(value));

const TextInput = (props: InputProps) => (
  <Input {...aria(props)} value={text(props.value)} onChange={(event) => props.onChange(event.target.value)} allowClear />
);

const LongTextInput = (props: InputProps) => (
  <Input.TextArea
    {...aria(props)}
    value={text(props.value)}
    onChange={(event) => props.onChange(event.target.value)}
    autoSize={{ minRows: 2, maxRows: 12 }}
  />
);

/** Numbers stay decimal texts: no amount passes through a double. */
const NumberInput = (props: InputProps) => (
  <InputNumber<string>
    {...aria(props)}
    stringMode
    className="input-number"
    controls={false}
    inputMode="decimal"
    value={isBlank(props.value) ? null : String(props.value)}
    onChange={(value) => props.onChange(isBlank(value) ? null : String(value))}
    formatter={(value, { userTyping, input }) => (userTyping ? input : grouped(text(value)))}
    parser={(typed) => text(typed).replace(/[,\s¥￥]/g, "")}
    prefix={props.field.currency ? signOf(props.field.currency) : undefined}
    suffix={props.field.type === "percent" ? "%" : undefined}
  />
);

const isBlank = (value: unknown) => value === null || value === undefined || value === "";

const DateInput = (props: InputProps) => (
  <DatePicker
    {...aria(props)}
    className="input-wide"
    value={props.value ? dayjs(String(props.value)) : null}
    onChange={(day) => props.onChange(day ? day.format("YYYY-MM-DD") : null)}
    inputReadOnly={false}
  />
);

const TimeInput = (props: InputProps) => (
  <TimePicker
    {...aria(props)}
    className="input-wide"
    format="HH:mm"
    value={props.value ? dayjs(`2000-01-01T${text(props.value)}`) : null}
    onChange={(time) => props.onChange(time ? time.format("HH:mm:ss") : null)}
  />
);

const MomentInput = (props: InputProps) => (
  <DatePicker
    {...aria(props)}
    className="input-wide"
    showTime={{ format: "HH:mm" }}
    format="YYYY-MM-DD HH:mm"
    value={props.value ? wall(String(props.value)) : null}
    onChange={(at) => props.onChange(at ? instantOf(at) : null)}
  />
);

function ChoiceInput(props: InputProps) {
  const words = useWords();
  const t = useTexts(partTexts);
  const options = props.field.choices.map((choice) => ({ value: choice.value, label: words(choice.label) }));
  if (options.length <= FEW)
    return <Radio.Group id={props.id} options={options} value={props.value} onChange={(event) => props.onChange(event.target.value)} />;
  return (
    <Select
      {...aria(props)}
      className="input-wide"
      showSearch={{ optionFilterProp: "label" }}
      allowClear
      placeholder={t("pick")}
      options={options}
      value={props.value as string | null}
      onChange={(value) => props.onChange(value ?? null)}
    />
  );
}

function YesNoInput(props: InputProps) {
  const t = useTexts(partTexts);
  const options = [{ value: true, label: t("yes") }, { value: false, label: t("no") }];
  return <Radio.Group id={props.id} options={options} value={props.value} onChange={(event) => props.onChange(event.target.value)} />;
}

const PersonInput = (props: InputProps) => (
  <PersonPick
    {...aria(props)}
    among={props.field.people}
    value={props.value as string | null}
    onChange={props.onChange}
  />
);

const PeopleInput = (props: InputProps) => (
  <PersonPick
    {...aria(props)}
    multiple
    among={props.field.people}
    value={(props.value as string[] | null) ?? []}
    onChange={props.onChange}
  />
);

const DepartmentInput = (props: InputProps) => (
  <DepartmentPick {...aria(props)} value={props.value as string | null} onChange={props.onChange} />
);

const CaseInput = (props: InputProps) => (
  <CasePick
    {...aria(props)}
    from={props.field.pick_from ?? ""}
    currency={props.field.currency ?? null}
    value={isRelated(props.value) ? props.value : null}
    onChange={props.onChange}
  />
);

const ListInput = (props: InputProps) =>
  props.field.items === "person" ? (
    <PeopleInput {...props} />
  ) : (
    <Select
      {...aria(props)}
      className="input-wide"
      mode="tags"
      tokenSeparators={["，", ",", "、", ";", "；"]}
      value={(props.value as string[] | null) ?? []}
      onChange={(items) => props.onChange(items)}
    />
  );

/** The input of each type of field. */
export const INPUTS: Record<FormField["type"], ComponentType<InputProps>> = {
  text: TextInput,
  long_text: LongTextInput,
  duration: TextInput,
  integer: NumberInput,
  number: NumberInput,
  percent: NumberInput,
  money: NumberInput,
  date: DateInput,
  time: TimeInput,
  date_time: MomentInput,
  yes_no: YesNoInput,
  choice: ChoiceInput,
  person: PersonInput,
  department: DepartmentInput,
  case: CaseInput,
  file: FilePick,
  files: FilePick,
  object: PartsEdit,
  table: TableEdit,
  list: ListInput,
};
