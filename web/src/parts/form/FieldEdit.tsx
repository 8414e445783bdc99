import type { FormField } from "~/api/schema";
import { useTexts, useWords } from "~/texts/texts";
import { partTexts } from "../texts";
import { INPUTS } from "./fieldInputs";

interface FieldEditProps {
  field: FormField;
  value: unknown;
  onChange: (path: string, value: unknown) => void;
  problems: Record<string, string>;
  required: boolean;
}

/** One field with its label, help and what is wrong with it. */
export function FieldEdit({ field, value, onChange, problems, required }: FieldEditProps) {
  const t = useTexts(partTexts);
  const words = useWords();
  const id = `field-${field.path}`;
  const wrong = problems[field.path];
  const help = words(field.help);
  const Input = INPUTS[field.type];
  const describedBy = [wrong && `${id}-wrong`, help && `${id}-help`].filter(Boolean).join(" ");
  return (
    <div className={`field is-${field.type}${wrong ? " is-wrong" : ""}`} data-path={field.path}>
      <label htmlFor={id} id={`${id}-label`}>
        {words(field.label)}
        {required && <span className="field-required"> {t("required")}</span>}
      </label>
      <Input
        field={field}
        value={value}
        onChange={(next) => onChange(field.path, next)}
        id={id}
        wrong={Boolean(wrong)}
        {...(describedBy ? { describedBy } : {})}
      />
      {wrong && <div className="field-wrong" id={`${id}-wrong`} role="alert">{wrong}</div>}
      {help && <div className="field-help" id={`${id}-help`}>{help}</div>}
    </div>
  );
}
