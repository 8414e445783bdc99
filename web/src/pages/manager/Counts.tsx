import type { ClassCount } from "~/api/schema";
import { useTexts } from "~/texts/texts";
import { managerTexts } from "./texts";

interface CountsProps {
  counts: readonly ClassCount[];
  chosen: string | undefined;
  onChoose: (stuck: string | undefined) => void;
}

/** How many are stuck in each way, and whether that grows; pressing one shows those alone. */
export function Counts({ counts, chosen, onChoose }: CountsProps) {
  return (
    <div className="counts">
      {counts.map((count) => (
        <OneCount key={count.stuck} count={count} chosen={chosen === count.stuck} onChoose={onChoose} />
      ))}
    </div>
  );
}

interface OneCountProps {
  count: ClassCount;
  chosen: boolean;
  onChoose: (stuck: string | undefined) => void;
}

function OneCount({ count, chosen, onChoose }: OneCountProps) {
  const t = useTexts(managerTexts);
  const change = (by: number) => (by === 0 ? t("same") : `${by > 0 ? "+" : "−"}${Math.abs(by)}`);
  return (
    <button
      type="button"
      className={`count is-${count.stuck}${chosen ? " is-chosen" : ""}${count.now === 0 ? " is-none" : ""}`}
      aria-pressed={chosen}
      onClick={() => onChoose(chosen ? undefined : count.stuck)}
    >
      <span className="count-name">{t(count.stuck)}</span>
      <span className="count-number">{count.now}</span>
      <Trend count={count} />
      <span className="count-changes quiet">
        <span>{t("sinceYesterday", { change: change(count.now - count.yesterday) })}</span>
        <span>{t("sinceLastWeek", { change: change(count.now - count.last_week) })}</span>
      </span>
      <span className="count-about quiet">{t(`about_${count.stuck}`)}</span>
    </button>
  );
}

const WIDE = 72;
const HIGH = 26;

/** A week ago, yesterday, now: three bars. */
function Trend({ count }: { count: ClassCount }) {
  const t = useTexts(managerTexts);
  const values = [count.last_week, count.yesterday, count.now];
  const most = Math.max(1, ...values);
  const label = t("trend", { week: count.last_week, day: count.yesterday, now: count.now });
  return (
    <svg className="trend" width={WIDE} height={HIGH} viewBox={`0 0 ${WIDE} ${HIGH}`} role="img" aria-label={label}>
      <title>{label}</title>
      {values.map((value, place) => {
        const height = Math.max(2, (value / most) * HIGH);
        return <rect key={place} x={place * 26} y={HIGH - height} width={20} height={height} rx={2} className={place === 2 ? "is-now" : ""} />;
      })}
    </svg>
  );
}
