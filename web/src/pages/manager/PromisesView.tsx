import { useQuery } from "@tanstack/react-query";
import { Segmented } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { cardAddress, promises } from "~/api/stuck";
import { Moment } from "~/parts/Due";
import { Empty } from "~/parts/Empty";
import { Loading } from "~/parts/Loading";
import { PersonName } from "~/parts/PersonName";
import { ProblemNote } from "~/parts/ProblemNote";
import { useTexts, useWords } from "~/texts/texts";
import { managerTexts } from "./texts";

const SPANS = [30, 90, 365];

/** What superiors have promised of late tasks, and whether it was kept. */
export default function PromisesView() {
  const t = useTexts(managerTexts);
  const words = useWords();
  const [days, setDays] = useState(90);
  const { data, error, refetch } = useQuery(promises(days));
  return (
    <>
      <div className="filters"><Segmented aria-label={t("span")} value={days} onChange={setDays} options={SPANS.map((one) => ({ value: one, label: t("lastDays", { days: one }) }))} /></div>
      {error && <ProblemNote error={error} again={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && data.items.length === 0 && <Empty text={t("emptyPromises")} />}
      {data && data.items.length > 0 && (
        <>
          <p>{t("promisesCount", { kept: data.kept, broken: data.broken, open: data.open })}</p>
          <table className="figures">
            <thead>
              <tr><th>{t("theCase")}</th><th>{t("promisedBy")}</th><th>{t("promisedWords")}</th><th>{t("promisedUntil")}</th><th>{t("fate")}</th></tr>
            </thead>
            <tbody>
              {data.items.map((one) => (
                <tr key={`${one.case.case_id}/${one.task}/${one.at}`}>
                  <td><Link to={cardAddress(one.case.case_id)}>{words(one.case.title) || one.case.business_key}</Link> {words(one.step_name)}</td>
                  <td data-name={t("promisedBy")}><PersonName person={one.by} /></td>
                  <td data-name={t("promisedWords")}>{one.comment || "–"}</td>
                  <td data-name={t("promisedUntil")}><Moment at={one.until} /></td>
                  <td data-name={t("fate")}><span className={one.fate === "broken" ? "due is-late" : ""}>{t(`fate_${one.fate}`)}</span></td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </>
  );
}
