import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { peopleUnreachable } from "~/api/notices";
import { Empty } from "~/parts/Empty";
import { Loading } from "~/parts/Loading";
import { PersonName } from "~/parts/PersonName";
import { ProblemNote } from "~/parts/ProblemNote";
import { useMay } from "~/shell/rights";
import { useTexts } from "~/texts/texts";
import { noticesTexts } from "./texts";

/** Those whom no channel reaches, the one with most to do first; administrators say how they are. */
export function UnreachablePart() {
  const t = useTexts(noticesTexts);
  const enters = useMay()(["administrator"]);
  const { data, error, refetch } = useQuery(peopleUnreachable);
  if (error && !data) return <ProblemNote error={error} again={() => void refetch()} />;
  if (!data) return <Loading />;
  if (data.length === 0) return <Empty text={t("allReached")} />;
  return (
    <>
      <p className="quiet">{t(enters ? "enterHelp" : "unreachableHelp")}</p>
      <ul className="rows">
        {data.map(({ person, open_tasks }) => (
          <li key={person.id} className="row unreachable">
            <span><PersonName person={person} department /></span>
            <span className="quiet">{t("openTasks", { count: open_tasks })}</span>
            {enters && <Link className="unreachable-act" to={`/administration/people/${person.id}`}>{t("enterContacts")}</Link>}
          </li>
        ))}
      </ul>
    </>
  );
}
