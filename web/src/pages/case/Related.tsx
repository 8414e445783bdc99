import { Tag } from "antd";
import { Link } from "react-router";
import { caseAddress } from "~/api/cases";
import type { Related as RelatedCase, UseShown } from "~/api/schema";
import { Money } from "~/parts/Money";
import { useTexts, useWords } from "~/texts/texts";
import { Section } from "./CasePage";
import { caseTexts } from "./texts";

/** Other cases this one has to do with. */
export function Related({ related, uses }: { related: readonly RelatedCase[]; uses: readonly UseShown[] }) {
  const t = useTexts(caseTexts);
  if (related.length === 0) return null;
  return (
    <Section title={t("related")}>
      {uses.map((one) => <Use key={one.process_name.zh + one.field.zh} one={one} />)}
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

/** What all that point at this case use of it together. */
function Use({ one }: { one: UseShown }) {
  const t = useTexts(caseTexts);
  const words = useWords();
  return (
    <p className="related-use">
      {t("usedOf", { name: words(one.process_name) })} <b><Money amount={one.used} currency={one.currency} /></b>
      {one.limit !== null && <> / <Money amount={one.limit} currency={one.currency} /></>}
    </p>
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
