import { useQuery } from "@tanstack/react-query";
import { Button, Tag } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { cardAddress, causeCard, coming, unreachable } from "~/api/stuck";
import type { Action, Lapsing } from "~/api/schema";
import { workingWords } from "~/logic/due";
import { Moment, useMomentWords } from "~/parts/Due";
import { Empty } from "~/parts/Empty";
import { Loading } from "~/parts/Loading";
import { PeopleNames } from "~/parts/PersonName";
import { ProblemNote } from "~/parts/ProblemNote";
import { useLanguage, useTexts, useWords } from "~/texts/texts";
import { ActDialog } from "./ActDialog";
import { CaseFacts, CaseTitle } from "./StuckRow";
import { managerTexts } from "./texts";

/** What lapses before noon of the next working day, with nudge and hand-over in it; and what nobody can reach. */
export default function ComingView() {
  const t = useTexts(managerTexts);
  const soon = useQuery(coming);
  const lost = useQuery(unreachable);
  const moment = useMomentWords();
  if (soon.error && !soon.data) return <ProblemNote error={soon.error} again={() => void soon.refetch()} />;
  if (!soon.data) return <Loading />;
  return (
    <>
      {lost.data && lost.data.total > 0 && (
        <>
          <h2 className="view-head">{t("unreachable", { count: lost.data.total })}</h2>
          <Tasks items={lost.data.items} />
        </>
      )}
      <h2 className="view-head">{t("comingUntil", { count: soon.data.total, at: moment(soon.data.until) })}</h2>
      {soon.data.items.length === 0 ? <Empty text={t("emptyComing")} /> : <Tasks items={soon.data.items} />}
    </>
  );
}

function Tasks({ items }: { items: readonly Lapsing[] }) {
  return <ul className="rows">{items.map((item) => <TaskLine key={item.case.case_id + item.task} item={item} />)}</ul>;
}

function TaskLine({ item }: { item: Lapsing }) {
  const t = useTexts(managerTexts);
  const words = useWords();
  const language = useLanguage();
  const [act, setAct] = useState<"nudge" | "reassign" | null>(null);
  return (
    <li className="row lapsing">
      <Link className="row-link" to={cardAddress(item.case.case_id)}>
        <span className="row-title"><CaseTitle named={item.case} /></span>
        <span className="row-step">{item.reach !== "here" && <Tag color="error">{t(item.reach)}</Tag>}</span>
        <span className="row-summary"><b>{words(item.step_name)}</b> <PeopleNames people={[...item.people]} /></span>
        <span className="row-facts">
          <CaseFacts named={item.case} />
          {item.nudged_at && <span>{t("nudged")} <Moment at={item.nudged_at} /></span>}
          {item.due && <span className={item.left !== null && item.left < 0 ? "due is-late" : "due is-soon"}><Moment at={item.due} />{item.left !== null && ` · ${t(item.left < 0 ? "over" : "left", { time: workingWords(Math.abs(item.left), language) })}`}</span>}
        </span>
      </Link>
      <span className="row-acts">
        <Button onClick={() => setAct("nudge")}>{words({ zh: "催办", en: "Nudge" })}</Button>
        <Button onClick={() => setAct("reassign")}>{words({ zh: "改派", en: "Reassign" })}</Button>
      </span>
      {act && <div className="row-note"><ActOnTask item={item} act={act} onClose={() => setAct(null)} /></div>}
    </li>
  );
}

/** The act as the case's card has it. */
function ActOnTask({ item, act, onClose }: { item: Lapsing; act: "nudge" | "reassign"; onClose: () => void }) {
  const t = useTexts(managerTexts);
  const words = useWords();
  const { data, error, refetch } = useQuery(causeCard(item.case.case_id));
  if (!data) return error ? <ProblemNote error={error} again={() => void refetch()} /> : <Loading />;
  const subject = act === "nudge" ? item.step : item.task;
  const found = data.actions.find((one: Action) => one.act === act && one.subject === subject);
  if (found?.may) return <ActDialog caseId={item.case.case_id} action={found} label={words(found.name)} onClose={onClose} />;
  return <p role="alert">{found ? words(found.why_not) : t("overMeanwhile")}</p>;
}
