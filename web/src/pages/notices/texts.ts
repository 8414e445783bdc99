import { texts } from "~/texts/texts";

export const noticesTexts = texts({
  title: ["通知", "Notices"],
});
