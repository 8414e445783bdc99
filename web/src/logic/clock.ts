import dayjs, { type Dayjs } from "dayjs";
import timezone from "dayjs/plugin/timezone";
import utc from "dayjs/plugin/utc";

dayjs.extend(utc);
dayjs.extend(timezone);

const WALL = "YYYY-MM-DDTHH:mm:ss";
let zone: string | null = null;

/** Moments are shown, and asked for, as the company's clock has them, wherever the browser stands; where it stands in
 * the same zone, its own clock is that one. */
export const keepToZone = (name: string) => void (zone = name === dayjs.tz.guess() ? null : name);

/** An instant on the company's clock. */
export const wall = (at: string): Dayjs => (zone ? dayjs(dayjs(at).tz(zone).format(WALL)) : dayjs(at));

/** Now on the company's clock. */
export const wallNow = (): Dayjs => wall(new Date().toISOString());

/** The instant at which the company's clock shows this. */
export const instantOf = (shown: Dayjs): string =>
  zone ? dayjs.tz(shown.format(WALL), zone).toISOString() : shown.toISOString();
