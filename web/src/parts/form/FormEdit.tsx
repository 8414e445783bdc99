import { useEffect, useRef } from "react";
import type { FormField } from "~/api/schema";
import type { Problems, Values } from "~/logic/forms";
import { isWritable } from "~/logic/forms";
import { useTexts } from "~/texts/texts";
import { partTexts } from "../texts";
import { FieldEdit } from "./FieldEdit";
import { ProblemsHere } from "./problemsHere";
import "./form.css";

interface FormEditProps {
  fields: readonly FormField[];
  values: Values;
  onChange: (path: string, value: unknown) => void;
  problems: Problems;
  /** Goes up when somebody has tried to hand it in: the first problem is shown and focused then. */
  tried: number;
}

/** The fields somebody fills in; those whose condition does not hold are not there. */
export function FormEdit({ fields, values, onChange, problems, tried }: FormEditProps) {
  const t = useTexts(partTexts);
  const form = useRef<HTMLDivElement>(null);
  const count = Object.keys(problems).length;
  useEffect(() => {
    if (tried > 0) focusFirst(form.current);
  }, [tried]);
  return (
    <ProblemsHere value={problems}>
      <div className="form-edit" ref={form}>
        {tried > 0 && count > 0 && <p className="form-problems" role="alert">{t("problemsLeft", { count })}</p>}
        {fields.filter((field) => isWritable(field) && field.open).map((field) => (
          <FieldEdit
            key={field.path}
            field={field}
            value={values[field.path]}
            onChange={onChange}
            problems={problems}
            required={field.fill === "require"}
          />
        ))}
      </div>
    </ProblemsHere>
  );
}

function focusFirst(form: HTMLElement | null) {
  const wrong = form?.querySelector(".is-wrong");
  wrong?.scrollIntoView({ block: "center" });
  wrong?.querySelector<HTMLElement>("input, textarea, button, [tabindex]")?.focus({ preventScroll: true });
}
