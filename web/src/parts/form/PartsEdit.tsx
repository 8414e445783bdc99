import { nameOf, partPath, type Problems, type Values } from "~/logic/forms";
import { FieldEdit } from "./FieldEdit";
import type { InputProps } from "./fieldInputs";
import { useContext } from "react";
import { ProblemsHere } from "./problemsHere";

/** The parts of an object, as fields of their own. */
export function PartsEdit({ field, value, onChange }: InputProps) {
  const problems = useContext(ProblemsHere);
  const parts = (value as Values | null) ?? {};
  return (
    <div className="field-parts">
      {field.columns.map((part) => (
        <FieldEdit
          key={part.path}
          field={part}
          value={parts[nameOf(part)]}
          onChange={(_, next) => onChange({ ...parts, [nameOf(part)]: next })}
          problems={wrongHere(problems, partPath(field.path, part), part.path)}
          required={part.fill === "require"}
        />
      ))}
    </div>
  );
}

/** What is wrong with a part, under its own name. */
const wrongHere = (problems: Problems, at: string, name: string): Problems => (at in problems ? { [name]: problems[at]! } : {});
