import dayjs from "dayjs";
import "dayjs/locale/zh-cn";
import { beforeEach, describe, expect, test } from "vitest";
import { dueWords } from "./due";

const now = dayjs("2026-11-24T10:00:00");
const HOUR = 3600;

describe("due in words, in Chinese", () => {
  beforeEach(() => void dayjs.locale("zh-cn"));
  test.each([
    ["2026-11-24T15:20:00", 2 * HOUR, "今天 15:20 前，剩 2 工作小时"],
    ["2026-11-24T15:20:00", null, "今天 15:20 前"],
    ["2026-11-25T09:00:00", 6.9 * HOUR, "明天 09:00 前，剩 6 工作小时"],
    ["2026-11-27T17:30:00", 24 * HOUR, "11月27日周五 17:30 前，剩 3 工作日"],
    ["2027-01-04T09:00:00", 200 * HOUR, "2027年1月4日 09:00 前，剩 25 工作日"],
    ["2026-11-23T17:30:00", -HOUR, "昨天 17:30 到期，已超 1 工作小时"],
    ["2026-11-24T09:59:30", -30, "今天 09:59 到期，已超 不到 1 分钟"],
  ])("%s with %s left is %s", (due, left, said) => expect(dueWords(due, left, now, "zh")).toBe(said));
});

describe("due in words, in English", () => {
  beforeEach(() => void dayjs.locale("en"));
  test.each([
    ["2026-11-24T15:20:00", HOUR, "by today 15:20, 1 working hour left"],
    ["2026-11-27T17:30:00", 24 * HOUR, "by Fri 27 Nov 17:30, 3 working days left"],
    ["2026-11-20T17:30:00", -16 * HOUR, "was due 20 Nov 17:30, 2 working days late"],
  ])("%s with %s left is %s", (due, left, said) => expect(dueWords(due, left, now, "en")).toBe(said));
});
