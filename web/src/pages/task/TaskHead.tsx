import { ArrowLeftOutlined } from "@ant-design/icons";
import { useEffect } from "react";
import { Link } from "react-router";
import type { TaskPage } from "~/api/schema";
import { taskAddress } from "~/api/tasks";
import { Due } from "~/parts/Due";
import { Tag } from "~/parts/plain/Tag";
import { Bubble } from "~/parts/press/OnPress";
import { useTexts, useWords } from "~/texts/texts";
import { taskTexts } from "./texts";
import type { TaskInHand } from "./useTask";

/** What the task is, until when, why it is mine; how many are left. */
export function TaskHead({ page, list }: { page: TaskPage; list: TaskInHand["list"] }) {
  const t = useTexts(taskTexts);
  const words = useWords();
  const { item } = page;
  const title = words(item.title) || `${words(item.process_name)} ${item.business_key}`;
  useEffect(() => void (document.title = title), [title]);
  return (
    <header className="task-head">
      <div className="task-nav">
        <Link to={list.address} className="task-back"><ArrowLeftOutlined aria-hidden /> {t("back")}</Link>
        {list.count > 0 && <span className="quiet">{t(list.more ? "leftMore" : "left", { count: list.count })}</span>}
        {list.next && <Link to={taskAddress(list.next.case_id, list.next.task)} className="task-back">{t("next")}</Link>}
      </div>
      <h1>{title}</h1>
      <p className="task-facts">
        <b>{words(item.step_name)}</b>
        {item.starter && <span>{t("by", { name: words(item.starter.name) })}</span>}
        <span className="quiet">{words(item.process_name)} {item.business_key}</span>
        {item.status === "open" && <Due due={item.due} state={item.due_state} left={item.remaining_seconds} />}
        {item.for_whom && <Tag>{t("standsInFor", { name: words(item.for_whom.name) })}</Tag>}
        {item.lent_to && <Tag>{t("lentTo", { name: words(item.lent_to.name) })}</Tag>}
        {page.why.length > 0 && <Why page={page} />}
        <Link to={`/cases/${item.case_id}`}>{t("wholeCase")}</Link>
      </p>
    </header>
  );
}

function Why({ page }: { page: TaskPage }) {
  const t = useTexts(taskTexts);
  const words = useWords();
  const [first, ...rest] = page.why;
  const all = <ul className="why">{[first!, ...rest].map((one) => <li key={one.en}>{words(one)}</li>)}</ul>;
  return <Bubble className="why-button" content={all}>{t("why")}</Bubble>;
}
