import { texts } from "~/texts/texts";

export const definitionsTexts = texts({
  title: ["流程定义", "Definitions"],
});
