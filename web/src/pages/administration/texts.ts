import { texts } from "~/texts/texts";

export const administrationTexts = texts({
  title: ["管理", "Administration"],
});
