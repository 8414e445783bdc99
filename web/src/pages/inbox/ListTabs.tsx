import { NavLink } from "react-router";
import { useCounts } from "~/shell/menu";
import { useTexts } from "~/texts/texts";
import { inboxTexts } from "./texts";

interface Tab {
  list: "mine" | "group" | "waiting" | "team" | "done" | "started" | "copied" | "followed";
  count: number | undefined;
}

/** The lists. Cases one has started, reads along or follows have a page of their own. */
export function ListTabs({ current }: { current: string }) {
  const t = useTexts(inboxTexts);
  const counts = useCounts();
  const tabs: Tab[] = [
    { list: "mine", count: counts?.mine },
    { list: "group", count: counts?.group },
    { list: "waiting", count: counts?.waiting },
    { list: "team", count: counts?.team ?? undefined },
    { list: "done", count: undefined },
  ];
  const cases: Tab[] = [
    { list: "started", count: undefined },
    { list: "copied", count: counts?.copied_unread },
    { list: "followed", count: undefined },
  ];
  return (
    <nav className="tabs" aria-label={t("lists")}>
      {tabs.filter(({ list }) => list !== "team" || counts?.team !== null).map(({ list, count }) => (
        <NavLink key={list} to={`/inbox/${list}`} className={list === current ? "tab active" : "tab"}>
          {t(list)} <Count of={count} />
        </NavLink>
      ))}
      {cases.map(({ list, count }) => (
        <NavLink key={list} to={`/cases?list=${list}`} className="tab">{t(list)} <Count of={count} /></NavLink>
      ))}
    </nav>
  );
}

const Count = ({ of }: { of: number | null | undefined }) => (of ? <span className="tab-count">{of}</span> : null);
