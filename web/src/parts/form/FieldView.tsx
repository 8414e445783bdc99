import { PaperClipOutlined } from "@ant-design/icons";
import type { FileRef, FormField, Words } from "~/api/schema";
import { wall } from "~/logic/clock";
import { isEmpty, isNumeric, nameOf, type Values } from "~/logic/forms";
import { grouped } from "~/logic/money";
import { isRelated } from "~/logic/related";
import { useTexts, useWords, wordsIn, type Language, useLanguage } from "~/texts/texts";
import { CaseLink } from "../CaseLink";
import { Money } from "../Money";
import { partTexts } from "../texts";
import { totalOf } from "~/logic/totals";

const LARGE = new Set(["long_text", "table", "object", "files"]);

/** What a decision most often hangs on: sums of money. */
export const isKeyFigure = (field: FormField) => field.type === "money";

export function FieldView({ field, figure = false }: { field: FormField; figure?: boolean }) {
  const words = useWords();
  const size = figure ? "is-figure" : LARGE.has(field.type) ? "is-large" : "";
  return (
    <div className={`field-view ${size}`} data-path={field.path}>
      <dt>{words(field.label)}</dt>
      <dd><FieldValue field={field} capitals={figure} /></dd>
    </div>
  );
}

/** What a field holds, as people read it. */
function FieldValue({ field, capitals = false }: { field: FormField; capitals?: boolean }) {
  const words = useWords();
  if (isEmpty(field.value)) return <span className="quiet">—</span>;
  if (field.type === "money") return <Money amount={String(field.value)} currency={field.currency} capitals={capitals} />;
  if (field.type === "table") return <TableView field={field} rows={field.value as Values[]} />;
  if (field.type === "object") return <PartsView field={field} />;
  if (field.type === "file" || field.type === "files") return <FileNames value={field.value} />;
  if (isRelated(field.value)) return <CaseLink value={field.value} currency={field.currency ?? null} />;
  if (field.type === "date_time") return <span className="field-text">{wall(String(field.value)).format("YYYY-MM-DD HH:mm")}</span>;
  return <span className="field-text">{words(field.text) || String(field.value)}</span>;
}

function PartsView({ field }: { field: FormField }) {
  const parts = field.value as Values;
  return (
    <dl className="field-parts">
      {field.columns.map((part) => <FieldView key={part.path} field={{ ...part, value: parts[nameOf(part)] ?? null }} />)}
    </dl>
  );
}

const FileNames = ({ value }: { value: unknown }) => (
  <>
    {([value].flat() as FileRef[]).map((file) => (
      <span key={file.digest} className="file-line"><PaperClipOutlined aria-hidden /> {file.name}</span>
    ))}
  </>
);

function TableView({ field, rows }: { field: FormField; rows: readonly Values[] }) {
  const t = useTexts(partTexts);
  const words = useWords();
  const language = useLanguage();
  const totals = field.columns.map((column) => totalOf(column, rows));
  return (
    <div className="table-view lines-view">
      <table>
        <thead>
          <tr>{field.columns.map((column) => <th key={column.path} scope="col" className={alignOf(column)}>{words(column.label)}</th>)}</tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {field.columns.map((column) => (
                <td key={column.path} className={alignOf(column)} data-label={words(column.label)}>{cellText(column, row[nameOf(column)], language, t)}</td>
              ))}
            </tr>
          ))}
        </tbody>
        {rows.length > 1 && totals.some(Boolean) && (
          <tfoot>
            <tr>
              {totals.map((total, index) => (
                <td key={field.columns[index]!.path} className="money" data-label={total ? words(field.columns[index]!.label) : undefined}>
                  {total || (index === 0 ? t("total") : "")}
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}

const alignOf = (column: FormField) => (isNumeric(column) ? "money" : "");

const PLACES = 2;

function cellText(column: FormField, value: unknown, language: Language, t: (key: "yes" | "no") => string): string {
  if (isEmpty(value)) return "";
  if (isNumeric(column)) return grouped(String(value), column.type === "money" ? PLACES : undefined);
  if (column.type === "yes_no") return t(value ? "yes" : "no");
  if (column.type === "date_time") return wall(String(value)).format("YYYY-MM-DD HH:mm");
  if (column.type === "person") return wordsIn(named(column, value), language);
  const choice = column.choices.find((one) => one.value === value);
  return choice ? wordsIn(choice.label, language) : [value].flat().map(String).join(language === "zh" ? "、" : ", ");
}

/** People in cells are ids; who may be chosen is known by name. */
const named = (column: FormField, value: unknown): Words =>
  column.people?.find((person) => person.id === value)?.name ?? { zh: String(value), en: String(value) };
