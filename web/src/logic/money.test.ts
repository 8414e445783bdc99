import { expect, test } from "vitest";
import { grouped, inCapitals, sum } from "./money";

test.each([
  ["1234567", 2, "1,234,567.00"],
  ["-1234.5", 2, "-1,234.50"],
  ["999", undefined, "999"],
  ["12345678901234567890.12", 2, "12,345,678,901,234,567,890.12"],
  ["about ten", 2, "about ten"],
])("%s is written %s places as %s", (decimal, places, said) => expect(grouped(decimal, places)).toBe(said));

test.each([
  ["0", "零元整"],
  ["0.05", "伍分"],
  ["0.50", "伍角整"],
  ["10", "壹拾元整"],
  ["1234567.05", "壹佰贰拾叁万肆仟伍佰陆拾柒元零伍分"],
  ["1000000", "壹佰万元整"],
  ["10001", "壹万零壹元整"],
  ["100010.10", "壹拾万零壹拾元壹角整"],
  ["100000001", "壹亿零壹元整"],
  ["1000100000", "壹拾亿零壹拾万元整"],
  ["20305.06", "贰万零叁佰零伍元零陆分"],
  ["-300", "负叁佰元整"],
  ["1.234", ""],
])("%s in capitals is %s", (decimal, said) => expect(inCapitals(decimal)).toBe(said));

test("a sum of decimals is exact", () => {
  expect(sum(["0.1", "0.2"])).toBe("0.3");
  expect(sum(["12345678901234567890.01", "-1"])).toBe("12345678901234567889.01");
  expect(sum([])).toBe("0");
  expect(sum(["1", "x"])).toBeNull();
});
