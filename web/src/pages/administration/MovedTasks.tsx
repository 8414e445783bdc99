import { Link } from "react-router";
import type { MovedTask } from "~/api/schema";
import { PeopleNames } from "~/parts/PersonName";
import { useTexts, useWords } from "~/texts/texts";
import { administrationTexts } from "./texts";

/** Open tasks that would be other people's: who has each, and who would. */
export function MovedTasks({ moved, more }: { moved: readonly MovedTask[]; more: number }) {
  const t = useTexts(administrationTexts);
  const words = useWords();
  if (moved.length === 0) return null;
  return (
    <ul className="moved">
      {moved.map((one) => (
        <li key={one.case_id + one.step.en + one.now.map(({ id }) => id).join()}>
          <Link to={`/cases/${one.case_id}`}>{one.business_key}</Link> · {words(one.step)}{" "}
          <span className="quiet"><PeopleNames people={one.now} /> → {one.then.length ? <PeopleNames people={one.then} /> : t("nobody")}</span>
        </li>
      ))}
      {more > 0 && <li className="quiet">{t("andMore", { count: more })}</li>}
    </ul>
  );
}
