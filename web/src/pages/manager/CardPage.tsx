import { useQuery } from "@tanstack/react-query";
import { Tag } from "antd";
import { Link, useParams } from "react-router";
import { caseAddress } from "~/api/cases";
import type { Card, Coming, Expected, Tried, Waiting } from "~/api/schema";
import { cardAddress, causeCard } from "~/api/stuck";
import { workingWords } from "~/logic/due";
import { Back } from "~/parts/Back";
import { Moment } from "~/parts/Due";
import { Loading } from "~/parts/Loading";
import { PageHead } from "~/parts/PageHead";
import { ProblemNote } from "~/parts/ProblemNote";
import { ButtonLink } from "~/parts/plain/Button";
import { useLanguage, useTexts, useWords } from "~/texts/texts";
import { Actions } from "./Actions";
import "~/parts/list.css";
import "./manager.css";
import { CaseFacts, HarmTold } from "./StuckRow";
import { managerTexts } from "./texts";
import { Timeline } from "./Timeline";

/** The cause card: why a case stands, what can be done, who had it how long, what was tried, when it will end. */
export default function CardPage() {
  const { caseId = "" } = useParams();
  const { data, error, refetch } = useQuery(causeCard(caseId));
  if (error && !data) return <div className="page manager"><ProblemNote error={error} again={() => void refetch()} /></div>;
  if (!data) return <div className="page manager"><Loading /></div>;
  return <CardShown card={data} />;
}

function CardShown({ card }: { card: Card }) {
  const t = useTexts(managerTexts);
  const words = useWords();
  const title = words(card.case.title) || `${words(card.case.process_name)} ${card.case.business_key}`;
  return (
    <div className="page manager">
      <Back home="/manager" />
      <PageHead title={title}>
        <ButtonLink to={caseAddress(card.case.case_id)}>{t("openCase")}</ButtonLink>
      </PageHead>
      <div className="card-head"><CaseFacts named={card.case} /></div>
      <Why card={card} />
      <section className="panel"><h2>{t("doNow")}</h2><Actions card={card} /></section>
      <section className="panel"><h2>{t("timeline")}</h2><Timeline spans={card.timeline} /></section>
      <section className="panel"><h2>{t("expected")}</h2><Ends expected={card.expected} /></section>
      <section className="panel"><h2>{t("comingNext")}</h2><Comings coming={card.coming} /></section>
      <section className="panel"><h2>{t("tried")}</h2><Tries tried={card.tried} /></section>
    </div>
  );
}

/** Why it stands, with what proves it. */
function Why({ card }: { card: Card }) {
  const t = useTexts(managerTexts);
  const words = useWords();
  const language = useLanguage();
  const time = workingWords(card.stuck_for ?? 0, language);
  return (
    <section className="panel">
      <h2>{t("why")}</h2>
      {card.stuck ? (
        <p className="row-summary">
          <Tag color={card.stuck === "cannot_move" ? "error" : "warning"}>{t(card.stuck)}</Tag>
          <b>{t(card.stuck === "will_be_late" ? "willBeLateBy" : "stuckFor", { time })}</b>
          <HarmTold harm={card.harm} />
        </p>
      ) : (
        <p>{t("notStuck")}</p>
      )}
      {card.waits.map((wait) => <WaitTold key={`${wait.step?.id}${wait.since}${wait.cause.code}`} wait={wait} blocked={card.stuck === "cannot_move"} />)}
      {card.root && <p>{t("root")}<Link to={cardAddress(card.root.case_id)}>{words(card.root.title) || card.root.business_key}</Link></p>}
    </section>
  );
}

function WaitTold({ wait, blocked }: { wait: Waiting; blocked: boolean }) {
  const words = useWords();
  return (
    <div className={`wait${blocked ? " is-blocked" : ""}`}>
      <b>{words(wait.cause.sentence)}</b>
      <ul className="proofs">
        {wait.evidence.map((proof) => <li key={proof.code + words(proof.text)}>{words(proof.text)}</li>)}
      </ul>
    </div>
  );
}

function Ends({ expected }: { expected: readonly Expected[] }) {
  const t = useTexts(managerTexts);
  const words = useWords();
  if (expected.length === 0) return <p className="quiet">{t("tooFew", { seen: 0 })}</p>;
  return (
    <div className="ends">
      {expected.map((one) => (
        <div key={one.step.id + one.how}>
          <b>{t(one.how === "as_it_is" ? "asItIs" : "ifReassigned")}</b> <span className="quiet">{words(one.step.name)}</span>
          {one.half && one.most ? (
            <>
              <p>{t("half", { at: "" })}<Moment at={one.half} /></p>
              <p>{t("most", { at: "" })}<Moment at={one.most} /></p>
            </>
          ) : (
            <p className="quiet">{t("tooFew", { seen: one.seen })}</p>
          )}
        </div>
      ))}
    </div>
  );
}

const MOST_COMING = 6;

function Comings({ coming }: { coming: readonly Coming[] }) {
  const t = useTexts(managerTexts);
  const words = useWords();
  if (coming.length === 0) return <p className="quiet">{t("nothingComes")}</p>;
  return (
    <ul className="comings">
      {coming.slice(0, MOST_COMING).map((one) => (
        <li key={one.at + words(one.what)}><Moment at={one.at} /><span>{words(one.what)}</span></li>
      ))}
    </ul>
  );
}

function Tries({ tried }: { tried: readonly Tried[] }) {
  const t = useTexts(managerTexts);
  const words = useWords();
  if (tried.length === 0) return <p className="quiet">{t("nothingTried")}</p>;
  return (
    <ul className="tries">
      {tried.map((one) => (
        <li key={one.at + one.what + words(one.text)}>
          <span><Moment at={one.at} /></span>
          <span>{words(one.text)}</span>
          <Tag color={one.worked ? "success" : "default"}>{words(one.result)}</Tag>
        </li>
      ))}
    </ul>
  );
}
