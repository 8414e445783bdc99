import type { ComingEvent } from "~/api/schema";
import { Moment } from "~/parts/Due";
import { useTexts, useWords } from "~/texts/texts";
import { Section } from "./CasePage";
import { caseTexts } from "./texts";

const MOST = 5;

/** What happens by itself, and when. */
export function Coming({ coming }: { coming: readonly ComingEvent[] }) {
  const t = useTexts(caseTexts);
  const words = useWords();
  if (coming.length === 0) return null;
  return (
    <Section title={t("coming")}>
      <ul className="coming-list">
        {coming.slice(0, MOST).map((one) => (
          <li key={one.at + one.sentence.en}><Moment at={one.at} /> <span>{words(one.sentence)}</span></li>
        ))}
      </ul>
    </Section>
  );
}
