const DIGITS = "零壹贰叁肆伍陆柒捌玖";
const UNITS = ["", "拾", "佰", "仟"];
const SECTIONS = ["", "万", "亿", "万亿"];
const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;

const SIGNS: Record<string, string> = { CNY: "¥", USD: "$", EUR: "€", JPY: "¥", GBP: "£" };

/** The sign of a currency that stands before an amount; its letters and a space where it has none. */
export const signOf = (currency: string) => SIGNS[currency] ?? `${currency} `;

/** 1234567.5 → 1,234,567.50; a decimal text is never made a double. What is no decimal stays as it is. */
export function grouped(decimal: string, places?: number): string {
  const found = DECIMAL.exec(decimal);
  if (!found) return decimal;
  const [, sign, whole, part = ""] = found;
  const cut = places === undefined ? part : part.padEnd(places, "0");
  return sign + whole!.replace(/\B(?=(\d{3})+$)/g, ",") + (cut && `.${cut}`);
}

/** The sum of decimal texts, exactly; null if one of them is no decimal. */
export function sum(decimals: readonly string[]): string | null {
  const parsed = decimals.map((one) => DECIMAL.exec(one));
  if (parsed.some((one) => one === null)) return null;
  const places = Math.max(0, ...parsed.map((one) => one![3]?.length ?? 0));
  const total = parsed.reduce((sofar, one) => sofar + BigInt(one![1] + one![2]! + (one![3] ?? "").padEnd(places, "0")), 0n);
  const digits = (total < 0n ? -total : total).toString().padStart(places + 1, "0");
  const whole = digits.slice(0, digits.length - places);
  return (total < 0n ? "-" : "") + whole + (places ? `.${digits.slice(-places)}` : "");
}

/** 大写金额, as it stands on a cheque: 1234567.05 → 壹佰贰拾叁万肆仟伍佰陆拾柒元零伍分. "" beyond what is written so. */
export function inCapitals(decimal: string): string {
  const found = DECIMAL.exec(decimal);
  if (!found) return "";
  const [, sign, whole, part = ""] = found;
  const digits = whole!.replace(/^0+(?=\d)/, "");
  if (digits.length > 16 || part.replace(/0+$/, "").length > 2) return "";
  const [jiao, fen] = [Number(part[0] ?? 0), Number(part[1] ?? 0)];
  return (sign && "负") + yuan(digits, jiao + fen > 0) + cents(digits !== "0", jiao, fen);
}

function yuan(digits: string, more: boolean): string {
  if (digits === "0") return more ? "" : "零元";
  const sections: string[] = [];
  for (let end = digits.length; end > 0; end -= 4) sections.unshift(digits.slice(Math.max(0, end - 4), end));
  let said = "";
  sections.forEach((section, index) => {
    const words = thousands(section);
    const gap = said && (section.startsWith("0") || said.endsWith("零")) && words;
    said = said.replace(/零$/, "") + (gap ? "零" : "") + words + (words && SECTIONS[sections.length - 1 - index]);
    if (!words && said) said = `${said.replace(/零$/, "")}零`;
  });
  return `${said.replace(/零$/, "")}元`;
}

function thousands(section: string): string {
  let said = "";
  for (const [index, digit] of [...section].entries()) {
    if (digit !== "0") said += DIGITS[Number(digit)]! + UNITS[section.length - 1 - index];
    else if (said && !said.endsWith("零")) said += "零";
  }
  return said.replace(/零$/, "");
}

function cents(hasYuan: boolean, jiao: number, fen: number): string {
  if (jiao + fen === 0) return "整";
  const tenths = jiao ? `${DIGITS[jiao]}角` : hasYuan ? "零" : "";
  return tenths + (fen ? `${DIGITS[fen]}分` : "整");
}
