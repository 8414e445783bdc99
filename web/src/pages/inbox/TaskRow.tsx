import { LockOutlined } from "@ant-design/icons";
import { Link } from "react-router";
import type { TaskItem } from "~/api/schema";
import { taskAddress } from "~/api/tasks";
import { Due, Moment } from "~/parts/Due";
import { Tag } from "~/parts/plain/Tag";
import { useTexts, useWords } from "~/texts/texts";
import { inboxTexts } from "./texts";

interface TaskRowProps {
  item: TaskItem;
  current: boolean;
  selected: boolean;
  onSelect: () => void;
}

/** A row says what it is: most need no opening. */
export function TaskRow({ item, current, selected, onSelect }: TaskRowProps) {
  const t = useTexts(inboxTexts);
  const words = useWords();
  const title = words(item.title) || `${words(item.process_name)} ${item.business_key}`;
  return (
    <li className={`row${current ? " is-current" : ""}${selected ? " is-selected" : ""}`}>
      {item.together && item.status === "open" ? (
        <label className="row-select">
          <input type="checkbox" checked={selected} onChange={onSelect} aria-label={t("select", { title })} />
        </label>
      ) : (
        <span className="row-select" />
      )}
      <Link className="row-link" to={taskAddress(item.case_id, item.task)}>
        <span className="row-title">
          {item.sealed && <LockOutlined title={t("sealed")} aria-label={t("sealed")} />} {title}
        </span>
        <span className="row-step">{words(item.step_name)}<Signs item={item} /></span>
        <Summary item={item} />
        <Facts item={item} />
      </Link>
    </li>
  );
}

function Signs({ item }: { item: TaskItem }) {
  const t = useTexts(inboxTexts);
  const words = useWords();
  const asked = `side_${item.side}` as keyof typeof inboxTexts;
  return (
    <>
      {item.side && asked in inboxTexts && <Tag>{t(asked)}</Tag>}
      {item.for_whom && <Tag>{t("standsInFor", { name: words(item.for_whom.name) })}</Tag>}
      {item.lent_to && <Tag>{t("lent", { name: words(item.lent_to.name) })}</Tag>}
    </>
  );
}

function Summary({ item }: { item: TaskItem }) {
  const words = useWords();
  if (item.summary.length === 0) return null;
  return (
    <span className="row-summary">
      {item.summary.map((field) => (
        <span key={field.path}><span className="quiet">{words(field.label)}</span> {words(field.text)}</span>
      ))}
    </span>
  );
}

function Facts({ item }: { item: TaskItem }) {
  const t = useTexts(inboxTexts);
  const words = useWords();
  return (
    <span className="row-facts">
      <span>{words(item.process_name)} {item.business_key}</span>
      {item.starter && <span>{t("by", { name: words(item.starter.name) })}</span>}
      {item.status === "open" ? <span><Moment at={item.since} /></span> : <DoneAt item={item} />}
      {item.standing === "others" && item.holder && <span>{t("holder", { name: words(item.holder.name) })}</span>}
      {item.standing !== "mine" && !item.holder && item.status === "open" && (
        <span>{t("offered", { count: item.offered_count })}</span>
      )}
      {item.held_until && <span>{t("heldUntil", { when: "" })}<Moment at={item.held_until} /></span>}
      {item.status === "open" && <Due due={item.due} state={item.due_state} left={item.remaining_seconds} />}
    </span>
  );
}

function DoneAt({ item }: { item: TaskItem }) {
  const words = useWords();
  if (!item.done_at) return null;
  return <span>{words(item.outcome)} <Moment at={item.done_at} />{item.by && ` · ${words(item.by.name)}`}</span>;
}
