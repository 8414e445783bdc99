import { LockOutlined } from "@ant-design/icons";
import { Tag } from "antd";
import { Link } from "react-router";
import { caseAddress, type CaseListName } from "~/api/cases";
import type { CaseLine, Holder } from "~/api/schema";
import { Moment } from "~/parts/Due";
import { PeopleNames } from "~/parts/PersonName";
import { useTexts, useWords } from "~/texts/texts";
import { casesTexts } from "./texts";

/** A case in a list: what it is, where it is, who has it since when, what comes next. */
export function CaseRow({ item, list }: { item: CaseLine; list: CaseListName }) {
  const t = useTexts(casesTexts);
  const words = useWords();
  const unread = list === "copied" && item.copied !== null && item.copied.read_at === null;
  const title = words(item.title) || `${words(item.process_name)} ${item.business_key}`;
  return (
    <li className={`row case-row${unread ? " is-unread" : ""}`}>
      <Link className="row-link" to={caseAddress(item.case_id)}>
        <span className="row-title">
          {unread && <span className="unread-mark" role="img" aria-label={t("unreadMark")} />}
          {item.sealed && <LockOutlined title={t("sealed")} aria-label={t("sealed")} />} {title}
        </span>
        <span className="row-step"><CaseState item={item} /></span>
        {item.summary.length > 0 && (
          <span className="row-summary">
            {item.summary.map((field) => <span key={field.path}><span className="quiet">{words(field.label)}</span> {words(field.text)}</span>)}
          </span>
        )}
        {item.holders.map((holder) => <Where key={holder.step} holder={holder} />)}
        <span className="row-facts">
          <span>{words(item.process_name)} {item.business_key}</span>
          {item.starter && list !== "started" && <span>{t("by", { name: words(item.starter.name) })}</span>}
          <span><Moment at={item.started_at} /></span>
          {item.copied?.by && <span>{t("copiedBy", { name: words(item.copied.by.name) })}</span>}
          {item.next && <span className="case-next">{t("next", { what: words(item.next.sentence) })} <Moment at={item.next.at} /></span>}
        </span>
      </Link>
    </li>
  );
}

/** In what state a case is: its stage, or how it ended. */
export function CaseState({ item }: { item: CaseLine }) {
  const t = useTexts(casesTexts);
  const words = useWords();
  if (item.status !== "open") return <Tag>{words(item.end) || t("ended")}</Tag>;
  return (
    <>
      {item.incidents > 0 && <Tag color="error">{t("incident")}</Tag>}
      <span>{words(item.stage)}</span>
    </>
  );
}

function Where({ holder }: { holder: Holder }) {
  const words = useWords();
  const t = useTexts(casesTexts);
  return (
    <span className="case-where">
      <b>{words(holder.name)}{holder.count > 1 && ` ×${holder.count}`}</b>
      {holder.people.length > 0 && <span>{!holder.claimed && holder.people.length > 1 && t("claim")} <PeopleNames people={holder.people} /></span>}
      <span className="quiet"><Moment at={holder.since} /></span>
      {holder.due && <span className={holder.late ? "due is-late" : "due"}>{t(holder.late ? "lateSince" : "due")} <Moment at={holder.due} /></span>}
    </span>
  );
}
