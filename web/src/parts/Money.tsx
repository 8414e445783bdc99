import { grouped, inCapitals, signOf } from "~/logic/money";
import { useLanguage, useTexts } from "~/texts/texts";
import { partTexts } from "./texts";

const PLACES = 2;

/** Money: 1,234,567.00, and where it counts in capitals as well (大写金额). */
export function Money({ amount, currency, capitals = false }: { amount: string; currency?: string | null; capitals?: boolean }) {
  const t = useTexts(partTexts);
  const language = useLanguage();
  const said = capitals && language === "zh" && currency === "CNY" ? inCapitals(amount) : "";
  return (
    <>
      <span className="money">{currency && signOf(currency)}{grouped(amount, PLACES)}</span>
      {said && <span className="capitals">{t("capitals", { text: said })}</span>}
    </>
  );
}
