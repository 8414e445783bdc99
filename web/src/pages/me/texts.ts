import { texts } from "~/texts/texts";

export const meTexts = texts({
  title: ["我的设置", "My settings"],
});
