import { LockOutlined } from "@ant-design/icons";
import { Tag } from "antd";
import { Link } from "react-router";
import { cardAddress } from "~/api/stuck";
import type { CaseNamed, Harm, StuckItem } from "~/api/schema";
import { workingWords } from "~/logic/due";
import { Moment } from "~/parts/Due";
import { Money } from "~/parts/Money";
import { useJoined, useLanguage, useTexts, useWords } from "~/texts/texts";
import { managerTexts } from "./texts";

const COLOURS = { cannot_move: "error", does_not_move: "warning", will_be_late: "default" } as const;

/** A stuck case in a list: what it is, where and why, with whom, what it harms, what comes by itself. */
export function StuckRow({ item }: { item: StuckItem }) {
  const t = useTexts(managerTexts);
  const words = useWords();
  const joined = useJoined();
  const language = useLanguage();
  const time = workingWords(item.stuck_for, language);
  return (
    <li className="row case-row">
      <Link className="row-link" to={cardAddress(item.case.case_id)}>
        <span className="row-title"><CaseTitle named={item.case} /></span>
        <span className="row-step">
          {item.mine && <Tag>{t("mine")}</Tag>}
          <Tag color={COLOURS[item.stuck]}>{t(item.stuck)}</Tag>
        </span>
        <span className="stuck-cause">{words(item.cause.sentence)}</span>
        <span className="row-summary">
          {!isLate(item) && <b>{t(item.stuck === "will_be_late" ? "willBeLateBy" : "stuckFor", { time })}</b>}
          <HarmTold harm={item.harm} />
          {item.held_for.length > 0 && <span>{t("onBehalf", { name: joined(item.held_for.map((one) => one.name)) })}</span>}
        </span>
        <span className="row-facts">
          <CaseFacts named={item.case} />
          {item.nudged_at && <span>{t("nudged")} <Moment at={item.nudged_at} /></span>}
          {item.next && <span className="case-next">{t("next")}{words(item.next.what)} <Moment at={item.next.at} /></span>}
        </span>
      </Link>
    </li>
  );
}

/** How late it is says all there is to say of how long it is stuck. */
const isLate = ({ stuck, harm }: StuckItem) => stuck === "does_not_move" && harm.left !== null && harm.left < 0;

/** What a case is called. */
export function CaseTitle({ named }: { named: CaseNamed }) {
  const words = useWords();
  return <>{named.sealed && <LockOutlined aria-hidden />} {words(named.title) || `${words(named.process_name)} ${named.business_key}`}</>;
}

/** Its number, its version, who began it and where they are. */
export function CaseFacts({ named }: { named: CaseNamed }) {
  const t = useTexts(managerTexts);
  const words = useWords();
  return (
    <>
      <span>{words(named.process_name)} {named.business_key}</span>
      {named.version !== null && <span>{t("version", { number: named.version })}</span>}
      {named.initiator && <span>{t("startedBy", { name: words(named.initiator.name) })}</span>}
      {words(named.department) && <span>{words(named.department)}</span>}
    </>
  );
}

/** What it does by standing still: money, time, those who wait behind. */
export function HarmTold({ harm }: { harm: Harm }) {
  const t = useTexts(managerTexts);
  const words = useWords();
  const language = useLanguage();
  const time = harm.left === null ? "" : workingWords(Math.abs(harm.left), language);
  return (
    <>
      {harm.amount && <span><span className="quiet">{words(harm.amount.name)}</span> <Money amount={harm.amount.value} currency={harm.amount.currency ?? null} /></span>}
      {harm.left !== null && <span className={harm.left < 0 ? "due is-late" : "due"}>{t(harm.left < 0 ? "over" : "left", { time })}</span>}
      {harm.blocked > 0 && <span className="due is-soon">{t("blocked", { count: harm.blocked })}</span>}
    </>
  );
}
