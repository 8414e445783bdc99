import { expect, test } from "vitest";
import { conditionsOf, saidOf } from "./conditions";

test("conditions of an address are read and written", () => {
  const written = ["amount>=1000", "amount<=2000.50", "courier=ZTO", "receiver.name~王"];
  expect(conditionsOf(written)).toEqual({
    amount: { ">=": "1000", "<=": "2000.50" },
    courier: { "=": "ZTO" },
    "receiver.name": { "~": "王" },
  });
  expect(saidOf(conditionsOf(written))).toEqual(written);
});

test("what is empty or no condition asks nothing", () => {
  expect(saidOf({ amount: { ">=": "" } })).toEqual([]);
  expect(conditionsOf(["amount", "=5", "A=1"])).toEqual({});
});
