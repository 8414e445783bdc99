import { texts } from "~/texts/texts";

export const managerTexts = texts({
  title: ["卡点", "Stuck"],
});
