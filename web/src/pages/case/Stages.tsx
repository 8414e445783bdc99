import { CheckOutlined } from "@ant-design/icons";
import { useEffect, useRef } from "react";
import type { Stage } from "~/api/schema";
import { useTexts, useWords } from "~/texts/texts";
import { caseTexts } from "./texts";

const SAID = { done: "step_done", now: "step_now", coming: "step_coming", left_out: "step_skipped" } as const;

/** The stages as customers and managers see them, in one line. */
export function Stages({ stages }: { stages: readonly Stage[] }) {
  const t = useTexts(caseTexts);
  const words = useWords();
  const line = useRef<HTMLOListElement>(null);
  useEffect(() => showNow(line.current), [stages]);
  if (stages.length === 0) return null;
  return (
    <ol ref={line} className="stages" data-scrolls tabIndex={0} aria-label={t("stages")}>
      {stages.map((stage) => (
        <li key={stage.name.en} className={`stage is-${stage.state}`} aria-current={stage.state === "now" ? "step" : undefined}>
          {stage.state === "done" && <CheckOutlined aria-hidden />} {words(stage.name)}
          <span className="visually-hidden"> {t(SAID[stage.state])}</span>
        </li>
      ))}
    </ol>
  );
}

/** A line that is longer than its place begins where the case is now. */
function showNow(line: HTMLElement | null) {
  const now = line?.querySelector<HTMLElement>(".is-now");
  if (line && now) line.scrollLeft = now.offsetLeft - line.offsetLeft - (line.clientWidth - now.offsetWidth) / 2;
}
