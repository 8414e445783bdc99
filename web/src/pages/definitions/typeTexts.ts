import { texts } from "~/texts/texts";

/** The types of fields, in words. */
export const typeTexts = texts({
  text: ["文本", "text"],
  long_text: ["长文本", "long text"],
  integer: ["整数", "whole number"],
  number: ["数字", "number"],
  percent: ["百分比", "percentage"],
  money: ["金额", "money"],
  date: ["日期", "date"],
  time: ["时刻", "time of day"],
  date_time: ["日期时间", "date and time"],
  duration: ["时长", "duration"],
  yes_no: ["是 / 否", "yes or no"],
  choice: ["选项", "choice"],
  person: ["人员", "person"],
  department: ["部门", "department"],
  file: ["文件", "file"],
  case: ["关联案件", "related case"],
  files: ["多个文件", "files"],
  object: ["分组", "group of fields"],
  table: ["明细表", "table"],
  list: ["列表", "list"],
});
