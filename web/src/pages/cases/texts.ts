import { texts } from "~/texts/texts";

export const casesTexts = texts({
  title: ["我的流程", "My cases"],
});
