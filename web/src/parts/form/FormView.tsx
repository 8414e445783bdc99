import { useState } from "react";
import type { FormField } from "~/api/schema";
import { isEmpty } from "~/logic/forms";
import { Button } from "~/parts/plain/Button";
import { useTexts } from "~/texts/texts";
import { partTexts } from "../texts";
import { FieldView, isKeyFigure } from "./FieldView";
import "./form.css";

/** A form as a document: key figures first, then what it says; what is empty is folded away. */
export function FormView({ fields }: { fields: readonly FormField[] }) {
  const filled = fields.filter((field) => field.open && !isEmpty(field.value));
  const empty = fields.filter((field) => field.open && isEmpty(field.value));
  const figures = filled.filter(isKeyFigure);
  return (
    <div className="form-view">
      {figures.length > 0 && <dl className="form-figures">{figures.map((field) => <FieldView key={field.path} field={field} figure />)}</dl>}
      <dl>{filled.filter((field) => !isKeyFigure(field)).map((field) => <FieldView key={field.path} field={field} />)}</dl>
      {empty.length > 0 && <EmptyFields fields={empty} />}
    </div>
  );
}

function EmptyFields({ fields }: { fields: readonly FormField[] }) {
  const t = useTexts(partTexts);
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button type="link" className="form-fold" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? t("hideEmpty") : t("emptyFields", { count: fields.length })}
      </Button>
      {open && <dl>{fields.map((field) => <FieldView key={field.path} field={field} />)}</dl>}
    </>
  );
}
