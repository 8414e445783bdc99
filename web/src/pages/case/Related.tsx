import { Tag } from "antd";
import { Link } from "react-router";
import { caseAddress } from "~/api/cases";
import type { Related as RelatedCase } from "~/api/schema";
import { useTexts, useWords } from "~/texts/texts";
import { Section } from "./CasePage";
import { caseTexts } from "./texts";

/** Other cases this one has to do with. */
export function Related({ related }: { related: readonly RelatedCase[] }) {
  const t = useTexts(caseTexts);
  if (related.length === 0) return null;
  return (
    <Section title={t("related")}>
      <ul className="related-list">
        {related.map((one) => (
          <li key={one.how + one.case_id}>
            {one.readable ? <Link to={caseAddress(one.case_id)}><Line one={one} /></Link> : <span><Line one={one} /></span>}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Line({ one }: { one: RelatedCase }) {
  const t = useTexts(caseTexts);
  const words = useWords();
  return (
    <>
      <Tag>{t(`how_${one.how}`)}</Tag>
      <b>{words(one.title) || words(one.process_name)}</b>
      <span className="quiet">{one.business_key}</span>
      {words(one.step) && <span className="quiet">{words(one.step)}</span>}
      {!one.readable && <span className="quiet">{t("closed")}</span>}
    </>
  );
}
