import { Tabs } from "~/parts/Tabs";
import { useCounts } from "~/shell/menu";
import { useTexts } from "~/texts/texts";
import { inboxTexts } from "./texts";

/** The lists. Cases one has started, reads along or follows have a page of their own. */
export function ListTabs({ current }: { current: string }) {
  const t = useTexts(inboxTexts);
  const counts = useCounts();
  const lists = [
    { id: "mine", count: counts?.mine },
    { id: "group", count: counts?.group },
    { id: "waiting", count: counts?.waiting },
    { id: "team", count: counts?.team },
    { id: "done", count: null },
  ] as const;
  const cases = [
    { id: "started", count: null },
    { id: "copied", count: counts?.copied_unread },
    { id: "followed", count: null },
  ] as const;
  const tabs = [
    ...lists.filter(({ id }) => id !== "team" || counts?.team !== null).map((one) => ({ ...one, to: `/inbox/${one.id}`, text: t(one.id) })),
    ...cases.map((one) => ({ ...one, to: `/cases?list=${one.id}`, text: t(one.id) })),
  ];
  return <Tabs label={t("lists")} current={current} tabs={tabs} />;
}
