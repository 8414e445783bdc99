import type { FormField } from "~/api/schema";

export type Values = Record<string, unknown>;
/** What is wrong, by path: `amount`, `lines[3].qty` (rows counted from one, as the API does). */
export type Problems = Record<string, string>;

export const isEmpty = (value: unknown) =>
  value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0);

export const isWritable = (field: FormField) => field.fill !== "show" && !field.calculated;

/** What a cell of a column, or a part of an object, is called in its row. */
export const nameOf = ({ path }: Pick<FormField, "path">) => path.slice(path.lastIndexOf(".") + 1);

export const cellPath = (table: string, row: number, column: string) => `${table}[${row + 1}].${column}`;

export const partPath = (whole: string, part: Pick<FormField, "path">) => `${whole}.${nameOf(part)}`;

/** What a form begins with: a draft before what the case holds, that before the default. */
export function firstValues(fields: readonly FormField[], draft: Values = {}): Values {
  const first = (field: FormField) => (field.path in draft ? draft[field.path] : (field.value ?? field.default));
  return Object.fromEntries(fields.filter(isWritable).map((field) => [field.path, first(field) ?? null]));
}

/** What is handed in: what was written, and is different from what the case holds; for a decision, what goes with it. */
export function written(fields: readonly FormField[], values: Values, decision: string | null = null): Values {
  const goes = (field: FormField) => decision === null || !field.extra || field.required_by.includes(decision);
  const changed = fields.filter((field) => isWritable(field) && field.open && goes(field) && !same(values[field.path], field.value));
  return Object.fromEntries(changed.map((field) => [field.path, cleaned(field, values[field.path])]));
}

const same = (one: unknown, other: unknown) =>
  (isEmpty(one) && isEmpty(other)) || JSON.stringify(one) === JSON.stringify(other);

/** Without the empty lines people leave at the end of a table. */
function cleaned(field: FormField, value: unknown): unknown {
  if (field.type === "table" && Array.isArray(value)) return (value as Values[]).filter((row) => !isBlank(row));
  return value === "" || (field.type === "object" && isBlank(value)) ? null : value;
}

/** Whether nothing stands in any part of it. */
const isBlank = (value: unknown) => value === null || value === undefined || Object.values(value).every(isEmpty);

type Say = (key: "isEmpty" | "notNumber" | "notPattern" | "tooSmall" | "tooLarge", values?: { limit: string }) => string;

/** A way back (`return/…`) needs only what is required for it: the form may be unfinished. */
const isReturn = (decision: string | null) => decision?.startsWith("return/") ?? false;

/** What the page can tell before it asks: what is missing and what is no number. The API decides. */
export function check(fields: readonly FormField[], values: Values, outcome: string | null, say: Say): Problems {
  const problems: Problems = {};
  for (const field of fields.filter((one) => isWritable(one) && one.open)) {
    const needed = (field.fill === "require" && !isReturn(outcome)) || (outcome !== null && field.required_by.includes(outcome));
    const value = values[field.path];
    const parts = field.type === "object" ? checkParts(field, value as Values | null, needed, outcome, say) : {};
    const isMissing = field.type === "object" ? isBlank(value) && Object.keys(parts).length === 0 : isEmpty(value);
    const wrong = isMissing ? needed && say("isEmpty") : !isEmpty(value) && wrongValue(field, value, say);
    if (wrong) problems[field.path] = wrong;
    Object.assign(problems, parts);
    if (field.type === "table" && Array.isArray(value)) Object.assign(problems, checkRows(field, value as Values[], say));
  }
  return problems;
}

/** What is missing in an object: of one that is needed, or begun, the parts it cannot be without. */
function checkParts(whole: FormField, value: Values | null, needed: boolean, outcome: string | null, say: Say): Problems {
  const parts = value ?? {};
  const counts = needed || !isBlank(parts);
  const isNeeded = (part: FormField) =>
    (counts && part.fill === "require") || (outcome !== null && part.required_by.includes(outcome));
  const missing = whole.columns.filter((part) => isNeeded(part) && isEmpty(parts[nameOf(part)]));
  return Object.fromEntries(missing.map((part) => [partPath(whole.path, part), say("isEmpty")]));
}

function checkRows(table: FormField, rows: readonly Values[], say: Say): Problems {
  const problems: Problems = {};
  for (const [row, cells] of rows.entries()) {
    if (Object.values(cells).every(isEmpty)) continue;
    for (const column of table.columns) {
      const wrong = !isEmpty(cells[nameOf(column)]) && wrongValue(column, cells[nameOf(column)], say);
      if (wrong) problems[cellPath(table.path, row, nameOf(column))] = wrong;
    }
  }
  return problems;
}

const NUMBERS = new Set(["integer", "number", "percent", "money"]);
const NUMBER = /^-?\d+(\.\d+)?$/;

export const isNumeric = (field: FormField) => NUMBERS.has(field.type);

function wrongValue(field: FormField, value: unknown, say: Say): string | null {
  if (isNumeric(field)) return wrongNumber(field, String(value), say);
  if (field.pattern && typeof value === "string" && !fits(field.pattern, value)) return say("notPattern");
  return null;
}

/** Whether a text is of a form. One that only the server can read is left to it. */
function fits(pattern: string, text: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`, "u").test(text);
  } catch {
    return true;
  }
}

function wrongNumber(field: FormField, value: string, say: Say): string | null {
  if (!NUMBER.test(value)) return say("notNumber");
  if (field.minimum !== null && Number(value) < Number(field.minimum)) return say("tooSmall", { limit: String(field.minimum) });
  if (field.maximum !== null && Number(value) > Number(field.maximum)) return say("tooLarge", { limit: String(field.maximum) });
  return null;
}
