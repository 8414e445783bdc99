import { CheckOutlined } from "@ant-design/icons";
import type { Stage } from "~/api/schema";
import { useTexts, useWords } from "~/texts/texts";
import { caseTexts } from "./texts";

const SAID = { done: "step_done", now: "step_now", coming: "step_coming", left_out: "step_skipped" } as const;

/** The stages as customers and managers see them, in one line. */
export function Stages({ stages }: { stages: readonly Stage[] }) {
  const t = useTexts(caseTexts);
  const words = useWords();
  if (stages.length === 0) return null;
  return (
    <ol className="stages" data-scrolls tabIndex={0} aria-label={t("stages")}>
      {stages.map((stage) => (
        <li key={stage.name.en} className={`stage is-${stage.state}`} aria-current={stage.state === "now" ? "step" : undefined}>
          {stage.state === "done" && <CheckOutlined aria-hidden />} {words(stage.name)}
          <span className="visually-hidden"> {t(SAID[stage.state])}</span>
        </li>
      ))}
    </ol>
  );
}
