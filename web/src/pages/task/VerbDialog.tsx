import { Checkbox, DatePicker, Input, Modal, Radio, Select } from "antd";
import dayjs from "dayjs";
import { type ReactNode, useState } from "react";
import { useAct } from "~/api/Acts";
import type { TaskPage, VerbAllowed } from "~/api/schema";
import { taskAddress } from "~/api/tasks";
import { isEmpty } from "~/logic/forms";
import { PersonPick } from "~/parts/PersonPick";
import { ProblemNote } from "~/parts/ProblemNote";
import { useTexts, useWords } from "~/texts/texts";
import { taskTexts } from "./texts";
import { ANY_VERB, type Input as Asked, VERBS } from "./verbs";

type Given = Partial<Record<Asked, unknown>>;

interface VerbDialogProps {
  page: TaskPage;
  verb: VerbAllowed;
  onClose: () => void;
}

/** Asks for what a verb needs, and does it. */
export function VerbDialog({ page, verb, onClose }: VerbDialogProps) {
  const t = useTexts(taskTexts);
  const words = useWords();
  const { item } = page;
  const { inputs, needed } = VERBS[verb.verb] ?? ANY_VERB;
  const [given, setGiven] = useState<Given>({ how: "before", rule: "all" });
  const [tried, setTried] = useState(false);
  const { start, busy, entry } = useAct();
  const missing = needed.filter((input) => isEmpty(given[input]));

  const act = async () => {
    setTried(true);
    if (missing.length > 0) return;
    const settled = await start({
      path: `${taskAddress(item.case_id, item.task)}/${verb.verb}`,
      body: bodyOf(inputs, given),
      label: `${words(verb.name)} · ${words(item.title)}`,
      caseId: item.case_id,
    });
    if (settled && settled.standing !== "refused") onClose();
  };

  return (
    <Modal open title={words(verb.name)} onCancel={onClose} onOk={() => void act()} okText={words(verb.name)} confirmLoading={busy}>
      {entry?.problem && <ProblemNote error={entry.problem} />}
      <div className="verb-inputs">
        {inputs.map((input) => (
          <div key={input} className="field">
            <VerbInput page={page} input={input} value={given[input]} onChange={(value) => setGiven({ ...given, [input]: value })} />
            {tried && missing.includes(input) && <div className="field-wrong" role="alert">{t("needed")}</div>}
          </div>
        ))}
      </div>
    </Modal>
  );
}

/** How the API calls what was given. */
const NAMES: Record<Asked, string> = {
  text: "comment",
  reason: "comment",
  to: "to",
  who: "people",
  until: "until",
  due: "due",
  how: "how",
  rule: "rule",
  fields: "fields",
  from: "of",
  outcome: "outcome",
  approvers: "approvers",
};

function bodyOf(inputs: readonly Asked[], given: Given): Record<string, unknown> {
  const said = inputs.filter((input) => !isEmpty(given[input]));
  return Object.fromEntries(said.map((input) => [NAMES[input], given[input]]));
}

interface VerbInputProps {
  page: TaskPage;
  input: Asked;
  value: unknown;
  onChange: (value: unknown) => void;
}

function VerbInput(props: VerbInputProps) {
  const Draw = INPUTS[props.input];
  return <Draw {...props} />;
}

type Draw = (props: VerbInputProps) => ReactNode;

const Named = ({ input, text, children }: { input: Asked; text: keyof typeof taskTexts; children: ReactNode }) => {
  const t = useTexts(taskTexts);
  return (
    <>
      <label htmlFor={`verb-${input}`}>{t(text)}</label>
      {children}
    </>
  );
};

const said = (text: "verbText" | "verbReason"): Draw =>
  function Said({ input, value, onChange }) {
    return (
      <Named input={input} text={text}>
        <Input.TextArea
          id={`verb-${input}`}
          autoSize={{ minRows: 2, maxRows: 8 }}
          maxLength={10_000}
          value={(value as string | undefined) ?? ""}
          onChange={(event) => onChange(event.target.value)}
        />
      </Named>
    );
  };

const person = (text: "verbTo" | "verbFrom"): Draw =>
  function One({ input, value, onChange }) {
    return (
      <Named input={input} text={text}>
        <PersonPick id={`verb-${input}`} value={(value as string | undefined) ?? null} onChange={onChange} />
      </Named>
    );
  };

const moment = (text: "verbUntil" | "verbDue"): Draw =>
  function When({ input, value, onChange }) {
    return (
      <Named input={input} text={text}>
        <DatePicker
          id={`verb-${input}`}
          className="input-wide"
          showTime={{ format: "HH:mm", defaultOpenValue: dayjs().hour(17).minute(0) }}
          format="YYYY-MM-DD HH:mm"
          disabledDate={(day) => day.isBefore(dayjs().startOf("day"))}
          value={value ? dayjs(value as string) : null}
          onChange={(at) => onChange(at ? at.toISOString() : null)}
        />
      </Named>
    );
  };

const chosen = (text: "verbHow" | "verbRule", options: readonly ("before" | "after" | "beside" | "all" | "any" | "order")[]): Draw =>
  function Chosen({ input, value, onChange }) {
    const t = useTexts(taskTexts);
    return (
      <Named input={input} text={text}>
        <Radio.Group
          id={`verb-${input}`}
          options={options.map((option) => ({ value: option, label: t(option) }))}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      </Named>
    );
  };

function People({ input, value, onChange }: VerbInputProps) {
  return (
    <Named input={input} text="verbWho">
      <PersonPick id={`verb-${input}`} multiple value={(value as string[] | undefined) ?? []} onChange={onChange} />
    </Named>
  );
}

function Fields({ page, input, value, onChange }: VerbInputProps) {
  const words = useWords();
  const options = page.form.fields.map((field) => ({ value: field.path, label: words(field.label) }));
  return (
    <Named input={input} text="verbFields">
      <Checkbox.Group className="verb-fields" options={options} value={(value as string[] | undefined) ?? []} onChange={onChange} />
    </Named>
  );
}

function Outcome({ page, input, value, onChange }: VerbInputProps) {
  const words = useWords();
  const outcomes = page.decisions.filter((decision) => decision.kind === "outcome");
  return (
    <Named input={input} text="verbOutcome">
      <Select
        id={`verb-${input}`}
        className="input-wide"
        allowClear
        options={outcomes.map(({ id, name }) => ({ value: id, label: words(name) }))}
        value={(value as string | undefined) ?? null}
        onChange={(outcome) => onChange(outcome ?? null)}
      />
    </Named>
  );
}

function Approvers({ value, onChange }: VerbInputProps) {
  const t = useTexts(taskTexts);
  return <Checkbox checked={value === true} onChange={(event) => onChange(event.target.checked)}>{t("approversOnly")}</Checkbox>;
}

const INPUTS: Record<Asked, Draw> = {
  text: said("verbText"),
  reason: said("verbReason"),
  to: person("verbTo"),
  from: person("verbFrom"),
  until: moment("verbUntil"),
  due: moment("verbDue"),
  how: chosen("verbHow", ["before", "after", "beside"]),
  rule: chosen("verbRule", ["all", "any", "order"]),
  who: People,
  fields: Fields,
  outcome: Outcome,
  approvers: Approvers,
};
