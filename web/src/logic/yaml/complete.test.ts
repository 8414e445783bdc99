/// <reference types="node" />
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { offersAt } from "./complete";
import type { Schema } from "./schema";

const read = (name: string) => readFileSync(`../definitions/${name}`, "utf-8");
const schema = JSON.parse(read("process.schema.json")) as Schema;
const leave = read("hr/leave-request.yaml");
const known = { roles: ["gm", "employee"], services: ["document.issue"], calendars: ["office"] };

/** What is offered at the `|` behind these words, which stand at the end of the steps of a real definition. */
function offered(more: string): string[] {
  const text = `${leave.split("\nevents:")[0]!}\n${more}`;
  return offersAt(text, text.length, { schema, known })?.offers.map((one) => one.label) ?? [];
}

test("the kinds of steps, where one begins", () => {
  expect(offered("  - ")).toEqual(expect.arrayContaining(["user_task", "choose", "end"]));
});

test("only the keys of the kind of step it is, without those it has", () => {
  const keys = offered("  - user_task: check\n    ");
  expect(keys).toEqual(expect.arrayContaining(["assign", "form", "due", "outcomes"]));
  expect(keys).not.toContain("service");
  expect(keys).not.toContain("user_task");
});

test("roles of the company", () => expect(offered("  - user_task: check\n    assign: {role: ")).toEqual(expect.arrayContaining(["gm"])));

test("services of the workers", () => expect(offered("  - service_task: a\n    service: ")).toEqual(expect.arrayContaining(["document.issue"])));

test("fields of the definition in forms", () => {
  expect(offered("  - user_task: check\n    form: {show: [from_day, ")).toEqual(expect.arrayContaining(["to_day", "cover"]));
});

test("steps and ends to go to", () => {
  expect(offered("  - user_task: check\n    outcomes:\n      no: {next: ")).toEqual(expect.arrayContaining(["refused", "approve"]));
});

test("values that are fixed", () => {
  expect(offered("  - user_task: check\n    outcomes:\n      no: {comment: ")).toEqual(["optional", "required", "none"]);
});

test("fields and settings in expressions", () => {
  expect(offered("  - user_task: check\n    if: ")).toEqual(expect.arrayContaining(["days", "settings.gm_above_days"]));
});

test("types of fields, and what each key means", () => {
  const text = "process: a\ndata:\n  one: {type: mo";
  expect(offersAt(text, text.length, { schema, known })?.offers.map((one) => one.label)).toContain("money");
  const top = "pro";
  expect(offersAt(top, top.length, { schema, known })?.offers.find((one) => one.label === "process")?.info).toContain("address");
});
