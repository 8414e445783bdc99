import { useQuery } from "@tanstack/react-query";
import { Tag } from "antd";
import { Link } from "react-router";
import type { Load, PersonLoad, QueueLoad } from "~/api/schema";
import { load } from "~/api/stuck";
import { Moment } from "~/parts/Due";
import { Loading } from "~/parts/Loading";
import { PersonName } from "~/parts/PersonName";
import { ProblemNote } from "~/parts/ProblemNote";
import { useJoined, useTexts, useWords } from "~/texts/texts";
import { managerTexts } from "./texts";

/** Who holds how much, and what nobody has taken. */
export default function LoadView() {
  const { data, error, refetch } = useQuery(load);
  if (error && !data) return <ProblemNote error={error} again={() => void refetch()} />;
  if (!data) return <Loading />;
  return <LoadShown load={data} />;
}

function LoadShown({ load: shown }: { load: Load }) {
  const t = useTexts(managerTexts);
  return (
    <>
      {shown.unreachable > 0 && <p className="due is-late"><Link to="/manager?view=coming">{t("unreachable", { count: shown.unreachable })}</Link></p>}
      {!shown.by_person && <p className="quiet">{t("noPeople")}</p>}
      {shown.by_person && (shown.people.length === 0 ? <p className="quiet">{t("emptyPeople")}</p> : <People people={shown.people} />)}
      {shown.queues.length === 0 ? <p className="quiet">{t("emptyQueues")}</p> : <Queues queues={shown.queues} />}
    </>
  );
}

function People({ people }: { people: readonly PersonLoad[] }) {
  const t = useTexts(managerTexts);
  const joined = useJoined();
  return (
    <table className="figures" aria-label={t("load")}>
      <thead>
        <tr>
          <th>{t("person")}</th><th className="is-number">{t("open")}</th><th className="is-number">{t("overdue")}</th>
          <th>{t("oldest")}</th><th className="is-number">{t("weekInOut")}</th>
        </tr>
      </thead>
      <tbody>
        {people.map((one) => (
          <tr key={one.person.id}>
            <td>
              <PersonName person={{ ...one.person, absent: false }} department />
              {one.here !== "here" && <> <Tag color="error">{t(one.here)}</Tag></>}
              {one.here === "here" && one.stand_ins.length > 0 && <> <Tag>{t("standIn", { name: joined(one.stand_ins.map((other) => other.name)) })}</Tag></>}
            </td>
            <td className="is-number" data-name={t("open")}>{one.open}</td>
            <td className="is-number" data-name={t("overdue")}><span className={one.overdue > 0 ? "due is-late" : ""}>{one.overdue}</span></td>
            <td data-name={t("oldest")}>{one.oldest ? <Moment at={one.oldest} /> : "–"}</td>
            <td className="is-number" data-name={t("weekInOut")}>{one.received} / {one.finished}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Queues({ queues }: { queues: readonly QueueLoad[] }) {
  const t = useTexts(managerTexts);
  const words = useWords();
  return (
    <>
      <h2 className="view-head" id="queues">{t("queues")}</h2>
      <table className="figures" aria-labelledby="queues">
        <thead>
          <tr><th>{t("step")}</th><th className="is-number">{t("atStep")}</th><th className="is-number">{t("overdue")}</th><th>{t("oldest")}</th><th>{t("person")}</th></tr>
        </thead>
        <tbody>
          {queues.map((one) => (
            <tr key={one.process + one.step}>
              <td>{words(one.process_name)} · {words(one.step_name)}</td>
              <td className="is-number" data-name={t("atStep")}>{one.waiting}</td>
              <td className="is-number" data-name={t("overdue")}><span className={one.overdue > 0 ? "due is-late" : ""}>{one.overdue}</span></td>
              <td data-name={t("oldest")}><Moment at={one.oldest} /></td>
              <td><span className={one.present === 0 ? "due is-late" : "quiet"}>{t("members", { count: one.members, present: one.present })}</span></td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
