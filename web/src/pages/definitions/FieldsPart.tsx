import type { DefinitionDetail, FieldTold } from "~/api/schema";
import { Empty } from "~/parts/Empty";
import { useTexts, useWords } from "~/texts/texts";
import { definitionsTexts } from "./texts";
import { typeTexts } from "./typeTexts";

/** What a case of it holds. */
export function FieldsPart({ detail: { fields } }: { detail: DefinitionDetail }) {
  const t = useTexts(definitionsTexts);
  if (fields.length === 0) return <Empty text={t("noFields")} />;
  return (
    <dl className="definition-fields">
      {fields.map((field) => <FieldLine key={field.id} field={field} />)}
    </dl>
  );
}

function FieldLine({ field }: { field: FieldTold }) {
  const type = useTexts(typeTexts);
  const words = useWords();
  const known = field.type in typeTexts ? type(field.type as keyof typeof typeTexts) : field.type;
  return (
    <div>
      <dt>{words(field.name)} <code>{field.id}</code></dt>
      <dd>{known}{words(field.help) && <p className="quiet">{words(field.help)}</p>}</dd>
    </div>
  );
}
