import type { Dayjs } from "dayjs";
import { wall } from "./clock";
import type { Language } from "~/texts/texts";

const DAY = 8 * 3600;

/** "今天 15:20 前，剩 2 工作小时": until when, and what is left of it in working time. */
export function dueWords(due: string, left: number | null, now: Dayjs, language: Language): string {
  const at = wall(due);
  const late = at.isBefore(now);
  const when = momentWords(at, now, language);
  const rest = left === null ? "" : workingWords(Math.abs(left), language);
  if (language === "zh") return late ? `${when} 到期${rest && `，已超 ${rest}`}` : `${when} 前${rest && `，剩 ${rest}`}`;
  return late ? `was due ${when}${rest && `, ${rest} late`}` : `by ${when}${rest && `, ${rest} left`}`;
}

/** A moment as people say it: the nearer, the shorter. */
export function momentWords(at: Dayjs, now: Dayjs, language: Language): string {
  const time = at.format("HH:mm");
  const days = at.startOf("day").diff(now.startOf("day"), "day");
  const near = language === "zh" ? NEAR_ZH[days] : NEAR_EN[days];
  if (near) return `${near} ${time}`;
  if (at.year() !== now.year()) return at.format(language === "zh" ? "YYYY年M月D日 HH:mm" : "D MMM YYYY HH:mm");
  if (days > 0 && days < 7) return at.format(language === "zh" ? "M月D日ddd HH:mm" : "ddd D MMM HH:mm");
  return at.format(language === "zh" ? "M月D日 HH:mm" : "D MMM HH:mm");
}

const NEAR_ZH: Record<number, string> = { [-1]: "昨天", 0: "今天", 1: "明天", 2: "后天" };
const NEAR_EN: Record<number, string> = { [-1]: "yesterday", 0: "today", 1: "tomorrow" };

/** Working time in one unit, rounded down: nobody is told there is more than there is. */
export function workingWords(seconds: number, language: Language): string {
  const zh = language === "zh";
  if (seconds >= 2 * DAY) return counted(Math.floor(seconds / DAY), zh ? "工作日" : "working day", zh);
  if (seconds >= 3600) return counted(Math.floor(seconds / 3600), zh ? "工作小时" : "working hour", zh);
  if (seconds >= 60) return counted(Math.floor(seconds / 60), zh ? "分钟" : "minute", zh);
  return zh ? "不到 1 分钟" : "less than a minute";
}

const counted = (count: number, unit: string, zh: boolean) => `${count} ${unit}${!zh && count !== 1 ? "s" : ""}`;
