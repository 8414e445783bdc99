import { CaretRightOutlined, PauseOutlined, StepBackwardOutlined, StepForwardOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { lazy, Suspense, useEffect, useMemo, useState } from "react";
import type { Diagram as Drawn, LineOfStory, StoryPlayed } from "~/api/schema";
import { wall } from "~/logic/clock";
import { marksAfter } from "~/logic/stories";
import { Loading } from "~/parts/Loading";
import { useTexts, useWords } from "~/texts/texts";
import { editTexts } from "./texts";

const Diagram = lazy(() => import("~/parts/diagram/Diagram").then((part) => ({ default: part.Diagram })));
const PACE = 900;

/** A scenario seen to play: what happens, one thing after the other, and where it is in the diagram. */
export function StoryPlayer({ story, diagram }: { story: StoryPlayed; diagram: Drawn | undefined }) {
  const t = useTexts(editTexts);
  const words = useWords();
  const all = story.happened.length;
  const player = usePlayer(all);
  const shown = story.happened.slice(0, player.at);
  const drawn = useMemo(
    () => diagram && { ...diagram, marks: marksAfter(story.happened.slice(0, player.at), diagram) },
    [diagram, story, player.at],
  );
  return (
    <div className="story-open">
      {story.failures.length > 0 && (
        <ul className="story-failures" aria-label={t("expected")}>{story.failures.map((one, at) => <li key={at}>{words(one)}</li>)}</ul>
      )}
      <div className="story-tools" role="toolbar" aria-label={t("timeline")}>
        <Button icon={<StepBackwardOutlined aria-hidden />} aria-label={t("back")} disabled={player.at === 0} onClick={player.back} />
        <Button icon={player.runs ? <PauseOutlined aria-hidden /> : <CaretRightOutlined aria-hidden />} onClick={player.run}>{t(player.runs ? "pause" : "run")}</Button>
        <Button icon={<StepForwardOutlined aria-hidden />} aria-label={t("next")} disabled={player.at === all} onClick={player.next} />
        <Button type="text" disabled={player.at === all} onClick={player.whole}>{t("whole")}</Button>
        <span className="quiet">{t("stepOf", { at: player.at, all })}</span>
      </div>
      {drawn && <Suspense fallback={<Loading />}><Diagram diagram={drawn} /></Suspense>}
      <Timeline lines={shown} />
    </div>
  );
}

/** How far a story is shown: all of it at first. */
function usePlayer(all: number) {
  const [at, setAt] = useState(all);
  const [runs, setRuns] = useState(false);
  useEffect(() => {
    if (!runs) return undefined;
    const tick = setInterval(() => setAt((now) => Math.min(now + 1, all)), PACE);
    return () => clearInterval(tick);
  }, [runs, all]);
  useEffect(() => {
    if (at === all) setRuns(false);
  }, [at, all]);
  const step = (by: number) => {
    setRuns(false);
    setAt(Math.min(Math.max(at + by, 0), all));
  };
  const run = () => {
    if (!runs && at === all) setAt(0);
    setRuns(!runs);
  };
  return { at, runs, run, next: () => step(1), back: () => step(-1), whole: () => step(all) };
}

function Timeline({ lines }: { lines: LineOfStory[] }) {
  const t = useTexts(editTexts);
  const words = useWords();
  const days = lines.map((line) => wall(line.at).format("YYYY-MM-DD"));
  return (
    <ol className="story-lines" aria-label={t("timeline")} aria-live="polite" aria-relevant="additions">
      {lines.map((line, at) => (
        <li key={at}>
          {days[at] !== days[at - 1] && <div className="story-day">{wall(line.at).format("YYYY-MM-DD ddd")}</div>}
          <div className={at === lines.length - 1 ? "story-line is-last" : "story-line"}>
            <time dateTime={line.at}>{wall(line.at).format("HH:mm")}</time>
            <span>{words(line.sentence)}</span>
          </div>
        </li>
      ))}
    </ol>
  );
}
