import { type RefObject, useEffect, useRef, useState } from "react";
import { Link, useNavigate } from "react-router";
import { useEntries, useOutbox } from "~/api/Acts";
import type { Entry, Standing } from "~/logic/outbox";
import { taskAddress } from "~/api/tasks";
import { Button } from "~/parts/plain/Button";
import { useTexts, useWords } from "~/texts/texts";
import { shellTexts } from "./texts";

/** The truth about what was done: how long it can be undone, what is on its way, what was refused. */
export function SendingBar() {
  const entries = useEntries();
  const waiting = entries.filter((entry) => entry.standing === "waiting");
  const bar = useRef<HTMLDivElement>(null);
  useRoomFor(bar, entries.length > 0);
  if (entries.length === 0) return null;
  return (
    <div ref={bar} className="sending" role="status" aria-live="polite">
      {waiting.length > 0 && <Waiting entries={waiting} />}
      {entries.map((entry) => entry.standing !== "waiting" && <Line key={entry.act.key} entry={entry} />)}
    </div>
  );
}

/** What else sticks to the bottom of a page stands above the bar: `--sending` is how high it is. */
function useRoomFor(bar: RefObject<HTMLElement | null>, isShown: boolean) {
  useEffect(() => {
    const { style } = document.documentElement;
    if (!isShown || !bar.current) return;
    const told = new ResizeObserver(([one]) => style.setProperty("--sending", `${one!.borderBoxSize[0]!.blockSize}px`));
    told.observe(bar.current);
    return () => {
      told.disconnect();
      style.removeProperty("--sending");
    };
  }, [bar, isShown]);
}

function Waiting({ entries }: { entries: Entry[] }) {
  const t = useTexts(shellTexts);
  const outbox = useOutbox();
  const last = entries.at(-1)!;
  const seconds = useSecondsUntil(last.sendAt);
  const navigate = useNavigate();
  const undo = () => {
    entries.forEach(({ act }) => outbox.undo(act.key));
    const { caseId, task } = last.act;
    if (entries.length === 1 && caseId && task) void navigate(taskAddress(caseId, task));
  };
  return (
    <div className="sending-line is-waiting">
      <span className="sending-text">
        {entries.length === 1 ? last.act.label : t("decisions", { count: entries.length })}{" "}
        <span aria-hidden>{t("sentIn", { seconds })}</span>
        <span className="visually-hidden">{t("canBeUndone")}</span>
      </span>
      <Button type="link" onClick={undo}>{t(entries.length === 1 ? "undo" : "undoAll")}</Button>
      <Button type="link" onClick={() => void outbox.flush()}>{t("sendNow")}</Button>
    </div>
  );
}

function Line({ entry }: { entry: Entry }) {
  const t = useTexts(shellTexts);
  const words = useWords();
  const outbox = useOutbox();
  const { act, problem } = entry;
  return (
    <div className={`sending-line is-${entry.standing}`}>
      <span className="sending-text">
        {t(entry.standing as Exclude<Standing, "waiting">, { label: act.label })}
        {problem && <b> {words(problem.sentence)}</b>}
        {entry.results && <Results entry={entry} />}
      </span>
      {problem && act.caseId && act.task && <Link to={taskAddress(act.caseId, act.task)}>{t("see")}</Link>}
      {entry.standing === "refused" && <Button type="link" onClick={() => outbox.drop(act.key)}>{t("dismiss")}</Button>}
    </div>
  );
}

/** Of a batch: how many are done, how many recorded, and of each that was refused why. */
function Results({ entry }: { entry: Entry }) {
  const t = useTexts(shellTexts);
  const words = useWords();
  const results = entry.results ?? [];
  const count = (status: string) => results.filter((one) => one.status === status).length;
  return (
    <span className="sending-results">
      {count("done") > 0 && <span>{t("manyDone", { count: count("done") })}</span>}
      {count("pending") > 0 && <span>{t("manyPending", { count: count("pending") })}</span>}
      {count("refused") > 0 && <span>{t("manyRefused", { count: count("refused") })}</span>}
      {results.map((one, at) => one.problem && (
        <span key={one.command} className="sending-refused">
          <Link to={taskAddress(one.case_id, one.task)}>{entry.act.tasks?.[at]?.title}</Link> {words(one.problem.sentence)}
        </span>
      ))}
    </span>
  );
}

function useSecondsUntil(moment: number): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const tick = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(tick);
  }, []);
  return Math.max(0, Math.ceil((moment - now) / 1000));
}
