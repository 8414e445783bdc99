import { texts } from "~/texts/texts";

export const caseTexts = texts({
  title: ["流程", "Case"],
});
