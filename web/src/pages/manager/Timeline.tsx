import type { Held } from "~/api/schema";
import { workingWords } from "~/logic/due";
import { Moment } from "~/parts/Due";
import { PeopleNames } from "~/parts/PersonName";
import { useLanguage, useTexts, useWords } from "~/texts/texts";
import { managerTexts } from "./texts";

/** Who had it how long in working time: each bar is as long as it was with them. */
export function Timeline({ spans }: { spans: readonly Held[] }) {
  const t = useTexts(managerTexts);
  const words = useWords();
  const language = useLanguage();
  const longest = Math.max(1, ...spans.map((span) => span.working));
  if (spans.length === 0) return <p className="quiet">{t("nothingTried")}</p>;
  return (
    <div className="bars">
      {spans.map((span) => (
        <div className="bar-line" key={span.since + span.how + span.step.id + span.people.map((one) => one.id).join()}>
          <span>
            <PeopleNames people={[...span.people]} /> <small>{t(span.how)}{span.opened !== null && ` · ${t(span.opened ? "looked" : "notLooked")}`}</small>
            <br /><small>{words(span.step.name)} · <Moment at={span.since} />{span.until && <> → <Moment at={span.until} /></>}</small>
          </span>
          <span className="bar" aria-hidden><span className={`is-${span.how}`} style={{ width: `${(100 * span.working) / longest}%` }} /></span>
          <span>{workingWords(span.working, language)}</span>
        </div>
      ))}
    </div>
  );
}
