import { texts } from "~/texts/texts";

export const filterTexts = texts({
  filters: ["筛选", "Filters"],
  saved: ["保存的筛选", "Kept filters"],
  saveName: ["名称", "Name"],
  save: ["保存筛选", "Keep these filters"],
  forget: ["删除筛选 {name}", "Forget the filters {name}"],
  clear: ["清除", "Clear"],
});
