import { Tag } from "antd";
import type { Differences } from "~/api/schema";
import { useTexts } from "~/texts/texts";
import { definitionsTexts } from "./texts";

type Change = Differences["change"];

/** Which half of a version is new: what it does, what it says, or both; nothing of a first version. */
export function ChangeTag({ change }: { change: Change }) {
  const t = useTexts(definitionsTexts);
  if (change === "new" || change === "same") return null;
  return <Tag variant="outlined">{t(`changes_${change}`)}</Tag>;
}

/** What a version means for cases that run. */
export function ForRunningCases({ change }: { change: Change }) {
  const t = useTexts(definitionsTexts);
  if (change === "new" || change === "same") return null;
  return <p><ChangeTag change={change} /> {t(`forRunning_${change}`)}</p>;
}
