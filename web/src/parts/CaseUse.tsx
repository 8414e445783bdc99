import type { RelatedValue } from "~/logic/related";
import { useTexts } from "~/texts/texts";
import { Money } from "./Money";
import { partTexts } from "./texts";

/** "已用 80,000.00 / 100,000.00": what the others use of a related case, as it was when it was picked. */
export function CaseUse({ value, currency }: { value: Pick<RelatedValue, "used" | "limit">; currency: string | null }) {
  const t = useTexts(partTexts);
  if (value.used === null) return null;
  return (
    <span className="case-use quiet">
      {t("used")} <Money amount={String(value.used)} currency={currency} />
      {value.limit !== null && <> / <Money amount={String(value.limit)} currency={currency} /></>}
    </span>
  );
}
