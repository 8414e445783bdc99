import type { FormField } from "~/api/schema";
import { isEmpty, isNumeric, nameOf, type Values } from "./forms";
import { grouped, sum } from "./money";

const PLACES = 2;
const IS_PRICE = /price|rate|单价|价格|费率|汇率/i;

/** The sum of a column of amounts or counts; prices, rates and percentages have none. */
export function totalOf(column: FormField, rows: readonly Values[]): string {
  const { type, label } = column;
  if (!isNumeric(column) || type === "percent" || [nameOf(column), label.zh, label.en].some((name) => IS_PRICE.test(name))) return "";
  const total = sum(rows.map((row) => row[nameOf(column)]).filter((cell) => !isEmpty(cell)).map(String));
  return total === null ? "" : grouped(total, type === "money" ? PLACES : undefined);
}
