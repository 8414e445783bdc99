import { texts } from "~/texts/texts";

export const startTexts = texts({
  title: ["开始申请", "Start"],
});
