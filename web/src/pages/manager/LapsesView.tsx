import { useQuery } from "@tanstack/react-query";
import { Segmented } from "antd";
import { useState } from "react";
import { lapses } from "~/api/stuck";
import { Empty } from "~/parts/Empty";
import { Loading } from "~/parts/Loading";
import { ProblemNote } from "~/parts/ProblemNote";
import { useTexts, useWords } from "~/texts/texts";
import { managerTexts } from "./texts";

const SPANS = [7, 30, 90];

/** What lapsed per department and definition. */
export default function LapsesView() {
  const t = useTexts(managerTexts);
  const words = useWords();
  const [days, setDays] = useState(30);
  const { data, error, refetch } = useQuery(lapses(days));
  return (
    <>
      <div className="filters"><Segmented aria-label={t("span")} value={days} onChange={setDays} options={SPANS.map((one) => ({ value: one, label: t("lastDays", { days: one }) }))} /></div>
      {error && <ProblemNote error={error} again={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && data.items.length === 0 && <Empty text={t("emptyLapses")} />}
      {data && data.items.length > 0 && (
        <table className="figures">
          <thead>
            <tr>
              <th>{t("process")}</th><th>{t("department")}</th><th className="is-number">{t("done")}</th><th className="is-number">{t("late")}</th>
              <th className="is-number">{t("share")}</th><th className="is-number">{t("stillLate")}</th>
            </tr>
          </thead>
          <tbody>
            {data.items.map((one) => (
              <tr key={one.process + (one.department ?? "")}>
                <td>{words(one.process_name)}</td>
                <td data-name={t("department")}>{words(one.department_name) || "–"}</td>
                <td className="is-number" data-name={t("done")}>{one.done}</td>
                <td className="is-number" data-name={t("late")}>{one.late}</td>
                <td className="is-number" data-name={t("share")}>{one.done === 0 ? "–" : `${Math.round((100 * one.late) / one.done)} %`}</td>
                <td className="is-number" data-name={t("stillLate")}><span className={one.open_late > 0 ? "due is-late" : ""}>{one.open_late}</span></td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
