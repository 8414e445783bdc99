import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import type { IncidentLine } from "~/api/schema";
import { cardAddress, incidents, learnt } from "~/api/stuck";
import { workingWords } from "~/logic/due";
import { Moment } from "~/parts/Due";
import { Empty } from "~/parts/Empty";
import { Loading } from "~/parts/Loading";
import { ProblemNote } from "~/parts/ProblemNote";
import { useLanguage, useTexts, useWords } from "~/texts/texts";
import { CaseTitle } from "./StuckRow";
import { managerTexts } from "./texts";

/** Which causes come again and again, how long they last; and what waits for an operator. */
export default function LearntView() {
  const t = useTexts(managerTexts);
  const words = useWords();
  const language = useLanguage();
  const { data, error, refetch } = useQuery(learnt);
  const parked = useQuery(incidents);
  if (error && !data) return <ProblemNote error={error} again={() => void refetch()} />;
  if (!data) return <Loading />;
  return (
    <>
      {data.items.length === 0 ? <Empty text={t("emptyLearnt")} /> : (
        <table className="figures">
          <thead><tr><th>{t("cause")}</th><th>{t("month")}</th><th className="is-number">{t("times")}</th><th className="is-number">{t("mean")}</th></tr></thead>
          <tbody>
            {data.items.map((one) => (
              <tr key={one.month + one.cause.id}>
                <td>{words(one.cause.name)}</td>
                <td data-name={t("month")}>{one.month}</td>
                <td className="is-number" data-name={t("times")}>{one.cause.count}</td>
                <td className="is-number" data-name={t("mean")}>{one.mean === null ? "–" : workingWords(one.mean, language)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {parked.data && <Parked items={parked.data.items} refused={parked.data.refused_starts.length} />}
    </>
  );
}

function Parked({ items, refused }: { items: readonly IncidentLine[]; refused: number }) {
  const t = useTexts(managerTexts);
  const words = useWords();
  return (
    <section className="panel">
      <h2>{t("incidents")}</h2>
      {items.length === 0 && <p className="quiet">{t("emptyIncidents")}</p>}
      {refused > 0 && <p className="due is-late">{t("refusedStarts", { count: refused })}</p>}
      <ul className="comings">
        {items.map((one) => (
          <li key={one.case.case_id + one.incident}>
            <Moment at={one.since} />
            <span><Link to={cardAddress(one.case.case_id)}><CaseTitle named={one.case} /></Link> · {words(one.step_name)}<br /><span className="quiet">{words(one.sentence)}</span></span>
          </li>
        ))}
      </ul>
    </section>
  );
}
