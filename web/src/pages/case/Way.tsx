import { CheckOutlined, ClockCircleOutlined, MinusOutlined, StopOutlined } from "@ant-design/icons";
import { Tag } from "antd";
import type { ReactNode } from "react";
import type { Reached, WayShown, WayStep } from "~/api/schema";
import { Moment } from "~/parts/Due";
import { PeopleNames } from "~/parts/PersonName";
import { useJoined, useLanguage, useTexts, useWords } from "~/texts/texts";
import { caseTexts } from "./texts";
import "./way.css";

const SIGNS: Record<WayStep["state"], ReactNode> = {
  done: <CheckOutlined aria-hidden />,
  now: <ClockCircleOutlined aria-hidden />,
  coming: null,
  skipped: <MinusOutlined aria-hidden />,
  cancelled: <StopOutlined aria-hidden />,
};

/** The way of a case, one step below the other: behind it, where it is, and what is expected with whom and by when. */
export function Way({ way, open = true }: { way: WayShown; open?: boolean }) {
  const t = useTexts(caseTexts);
  const joined = useJoined();
  return (
    <>
      <ol className="way">
        {way.steps.map((step, index) => (
          <WayLine key={`${step.step}-${index}`} step={step} isAsBefore={hangsOnTheSame(step, way.steps[index - 1])} />
        ))}
      </ol>
      {open && way.ends.length > 0 && <p className="quiet way-ends">{t("ends", { ends: joined(way.ends) })}</p>}
      {open && !way.complete && <p className="quiet way-ends">{t("notAll")}</p>}
    </>
  );
}

/** Whether a step depends on just what the one before it does: that is not said again. */
const hangsOnTheSame = (step: WayStep, before: WayStep | undefined) =>
  before !== undefined && step.depends.length > 0 && JSON.stringify(step.depends) === JSON.stringify(before.depends);

function WayLine({ step, isAsBefore }: { step: WayStep; isAsBefore: boolean }) {
  const t = useTexts(caseTexts);
  const language = useLanguage();
  const words = useWords();
  return (
    <li className={`way-step is-${step.state}${step.late ? " is-late" : ""}`} aria-current={step.state === "now" ? "step" : undefined}>
      <span className="way-sign" aria-hidden>{SIGNS[step.state]}</span>
      <div className="way-words">
        <p>
          <b>{words(step.name)}{step.count > 1 && ` ×${step.count}`}</b>
          <span className="visually-hidden"> {t(`step_${step.state}`)}</span> <People step={step} /> <When step={step} />
        </p>
        {words(step.text) && <p className="way-text">{words(step.text)}</p>}
        {step.reached.length > 0 && <p className="quiet way-reached">{step.reached.slice(0, MOST_REACHED).map((one) => <ReachedTold key={one.person.id} one={one} />)}</p>}
        {step.comment && <blockquote>{step.comment}</blockquote>}
        {isAsBefore && <p className="quiet">{t("sameDepends")}</p>}
        {step.depends.length > 0 && !isAsBefore && <p className="quiet">{t("depends")}{step.depends.map(words).join(language === "zh" ? "；" : "; ")}</p>}
      </div>
    </li>
  );
}

const MOST_REACHED = 5;

/** "曹敏 今天 10:02 已通知，今天 10:40 已打开": that somebody was told of their task, and has looked at it. */
function ReachedTold({ one: { person, sent_at, failed, opened_at } }: { one: Reached }) {
  const t = useTexts(caseTexts);
  const words = useWords();
  return (
    <span>
      {words(person.name)}{t("colon")}
      {sent_at && <><Moment at={sent_at} /> {t("sent")}{t("comma")}</>}
      {failed && <>{t("unsent")}{t("comma")}</>}
      {opened_at ? <><Moment at={opened_at} /> {t("opened")}</> : t("notOpened")}
    </span>
  );
}

function People({ step }: { step: WayStep }) {
  const t = useTexts(caseTexts);
  const words = useWords();
  if (step.people.length === 0) return step.state === "now" && step.kind === "user_task" ? <span className="quiet">{t("nobody")}</span> : null;
  const offered = step.state === "now" && !step.claimed && step.people.length > 1;
  return (
    <span>
      {offered && <span className="quiet">{t("mayTake")} </span>}
      <PeopleNames people={step.people} most={4} />
      {step.on_behalf_of && <Tag className="way-behalf">{t("onBehalf", { name: words(step.on_behalf_of.name) })}</Tag>}
    </span>
  );
}

function When({ step }: { step: WayStep }) {
  const t = useTexts(caseTexts);
  if (step.state === "done" || step.state === "cancelled") {
    return (
      <span className="way-when">
        {step.at && <Moment at={step.at} />} {step.late && <span className="quiet">{t("late")}</span>}
      </span>
    );
  }
  if (!step.due) return step.state === "now" && step.at ? <span className="way-when"><Moment at={step.at} /></span> : null;
  const said = step.state === "coming" ? "dueIf" : step.late ? "wasDue" : null;
  return (
    <span className={`way-when due${step.late ? " is-late" : ""}`}>
      {t(said ?? "dueBy")} <Moment at={step.due} />
    </span>
  );
}
