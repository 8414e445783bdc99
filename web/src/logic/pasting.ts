import type { FormField } from "~/api/schema";
import type { Values } from "./forms";
import { isNumeric, nameOf } from "./forms";

export const MOST_ROWS = 500;

/** The cells of text copied from Excel or WPS: tabs between them, quoted where they hold line breaks. */
export function cellsOf(text: string): string[][] {
  const rows: string[][] = [[]];
  const cells = /(?:"((?:[^"]|"")*)"|([^\t\n\r]*))(\t|\r\n|\n|\r|$)/gy;
  for (let found = cells.exec(text); found; found = cells.exec(text)) {
    rows.at(-1)!.push(found[1] === undefined ? found[2]!.trim() : found[1].replaceAll('""', '"'));
    if (cells.lastIndex >= text.length) break;
    if (found[3] !== "\t") rows.push([]);
  }
  return rows.filter((row) => row.some((cell) => cell !== ""));
}

/** Whether text is more than a cell. */
export const isTable = (text: string) => /[\t\n\r]/.test(text.trim());

/**
 * Rows pasted at a column: a first row that names columns says where the others belong, else they go by position.
 * Cells stay as they were written where they do not fit, so that they can be seen and mended.
 */
export function pastedRows(columns: readonly FormField[], text: string, from = 0): Values[] {
  const cells = cellsOf(text);
  const named = cells[0]?.map((cell) => columns.find((column) => isCalled(column, cell)));
  const hasHead = named !== undefined && named.length > 0 && named.every((column) => column !== undefined);
  const order = hasHead ? named : columns.slice(from);
  return cells.slice(hasHead ? 1 : 0).map((row) => rowOf(order, row));
}

const isCalled = (column: FormField, cell: string) =>
  cell !== "" && [nameOf(column), column.label.zh, column.label.en].some((name) => name.toLowerCase() === cell.toLowerCase());

function rowOf(order: readonly FormField[], row: readonly string[]): Values {
  const cells = row.slice(0, order.length).map((cell, index) => [nameOf(order[index]!), valueOf(order[index]!, cell)]);
  return Object.fromEntries(cells);
}

const TRUE = new Set(["是", "yes", "true", "y", "√", "✓", "✔", "1"]);
const FALSE = new Set(["否", "no", "false", "n", "×", "✗", "0"]);

/** A cell as its column is written. */
function valueOf(column: FormField, cell: string): unknown {
  if (cell === "") return null;
  if (isNumeric(column)) return cell.replace(/^[¥￥$€]\s*/, "").replace(/,(?=\d{3}(\D|$))/g, "").replace(/%$/, "");
  if (column.type === "date") return cell.replace(/^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/, padded);
  if (column.type === "yes_no") return TRUE.has(cell.toLowerCase()) || (FALSE.has(cell.toLowerCase()) ? false : cell);
  if (column.type === "choice") return column.choices.find((one) => isChoice(one, cell))?.value ?? cell;
  return cell;
}

const padded = (_: string, year: string, month: string, day: string) =>
  `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;

const isChoice = ({ value, label }: FormField["choices"][number], cell: string) =>
  [value, label.zh, label.en].includes(cell);
