import { expect, test } from "vitest";
import { check, firstValues, written } from "./forms";
import { aField } from "./fixtures";
import { cellsOf, pastedRows } from "./pasting";

const say = (key: string, values?: { limit: string }) => (values ? `${key} ${values.limit}` : key);

const amount = aField("amount", "money", { fill: "require", minimum: "0.01", currency: "CNY" });
const reason = aField("reason", "text", { required_by: ["refuse"], value: "old" });
const lines = aField("lines", "table", {
  columns: [
    aField("lines.sku", "text", { label: { zh: "货号", en: "Item" } }),
    aField("lines.qty", "integer", { label: { zh: "数量", en: "Quantity" } }),
    aField("lines.price", "money"),
    aField("lines.day", "date"),
    aField("lines.kind", "choice", { choices: [{ value: "spot", label: { zh: "现货", en: "In stock" } }] }),
  ],
});

test("a draft goes before what the case holds, that before the default", () => {
  const fields = [aField("a", "text", { value: "case", default: "default" }), aField("b", "text", { default: "default" })];
  expect(firstValues(fields)).toEqual({ a: "case", b: "default" });
  expect(firstValues(fields, { a: "draft" })).toEqual({ a: "draft", b: "default" });
});

test("only what was changed is handed in, without empty lines and without what is closed", () => {
  const closed = aField("closed", "text", { open: false });
  const values = { amount: "3.00", reason: "old", lines: [{ sku: "A" }, { sku: "", qty: null }], closed: "x" };
  expect(written([amount, reason, lines, closed], values)).toEqual({ amount: "3.00", lines: [{ sku: "A" }] });
});

test("what is missing, too small or no number is told by path", () => {
  expect(check([amount], { amount: null }, null, say)).toEqual({ amount: "isEmpty" });
  expect(check([amount], { amount: "0" }, null, say)).toEqual({ amount: "tooSmall 0.01" });
  expect(check([lines], { lines: [{ sku: "A", qty: "two" }] }, null, say)).toEqual({ "lines[1].qty": "notNumber" });
});

test("a way back needs only what is required for it, and what only that takes goes with nothing else", () => {
  const proposal = aField("proposal", "text", { required_by: ["return/revise"], extra: true });
  expect(check([amount, proposal], { amount: null, proposal: null }, "return/revise", say)).toEqual({ proposal: "isEmpty" });
  expect(check([proposal], { proposal: null }, "agree", say)).toEqual({});
  expect(written([proposal], { proposal: "later" }, "return/revise")).toEqual({ proposal: "later" });
  expect(written([proposal], { proposal: "later" }, "agree")).toEqual({});
});

test("an outcome may need a field that others do not", () => {
  expect(check([reason], { reason: "" }, "agree", say)).toEqual({});
  expect(check([reason], { reason: "" }, "refuse", say)).toEqual({ reason: "isEmpty" });
});

test("an object that is needed, or begun, is told part by part; one without a word is not there", () => {
  const columns = [aField("to.name", "text", { fill: "require" }), aField("to.card", "text", { fill: "edit" })];
  const to = aField("to", "object", { columns });
  const needed = { ...to, fill: "require" as const };
  expect(check([needed], { to: null }, null, say)).toEqual({ "to.name": "isEmpty" });
  expect(check([to], { to: { card: "hello" } }, null, say)).toEqual({ "to.name": "isEmpty" });
  expect(check([to], { to: { name: "", card: "" } }, null, say)).toEqual({});
  expect(written([to], { to: { name: "", card: "" } })).toEqual({ to: null });
  expect(check([{ ...needed, columns: [columns[1]!] }], { to: {} }, null, say)).toEqual({ to: "isEmpty" });
});

test("cells copied from a sheet keep their line breaks and quotes", () => {
  expect(cellsOf('a\t"two\nlines ""here"""\r\nb\t2\r\n')).toEqual([["a", 'two\nlines "here"'], ["b", "2"]]);
});

test("pasted lines go by the names of their columns where the first row has them, else by position", () => {
  expect(pastedRows(lines.columns, "数量\t货号\n2\tA-1")).toEqual([{ qty: "2", sku: "A-1" }]);
  expect(pastedRows(lines.columns, "A-1\t1,200\t¥1,234.50\t2026/3/2\t现货")).toEqual([
    { sku: "A-1", qty: "1200", price: "1234.50", day: "2026-03-02", kind: "spot" },
  ]);
  expect(pastedRows(lines.columns, "7\t9.50", 1)).toEqual([{ qty: "7", price: "9.50" }]);
});

test("500 pasted lines are read at once", () => {
  const text = Array.from({ length: 500 }, (_, row) => `A-${row}\t${row}`).join("\n");
  expect(pastedRows(lines.columns, text)).toHaveLength(500);
});

test("a cell that does not fit stays as it was written and is told", () => {
  const [row] = pastedRows(lines.columns, "A-1\tabout two");
  expect(check([lines], { lines: [row] }, null, say)).toEqual({ "lines[1].qty": "notNumber" });
});

test("a form that only the server can read is left to it", () => {
  const code = aField("code", "text", { pattern: "(?i)[a-z]+", value: null });
  expect(check([code], { code: "abc" }, null, say)).toEqual({});
  const own = aField("own", "text", { pattern: "[a-z]+" });
  expect(check([own], { own: "9" }, null, say)).toEqual({ own: "notPattern" });
});
