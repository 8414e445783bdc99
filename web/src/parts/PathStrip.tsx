import { CheckOutlined, ClockCircleOutlined, MinusOutlined, StopOutlined } from "@ant-design/icons";
import { type ReactNode, useEffect, useRef } from "react";
import type { PathStep } from "~/api/schema";
import { useTexts, useWords } from "~/texts/texts";
import { Moment } from "./Due";
import "./path.css";
import { pathTexts } from "./pathTexts";
import { PeopleNames } from "./PersonName";
import { Bubble } from "./press/OnPress";

const SIGNS: Record<PathStep["state"], ReactNode> = {
  done: <CheckOutlined aria-hidden />,
  now: <ClockCircleOutlined aria-hidden />,
  next: null,
  skipped: <MinusOutlined aria-hidden />,
  cancelled: <StopOutlined aria-hidden />,
};

/** The way of a case in one strip: done, now, next; what was left out is grey and says why. */
export function PathStrip({ steps }: { steps: readonly PathStep[] }) {
  const t = useTexts(pathTexts);
  const strip = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const drawn = requestAnimationFrame(() => scrollToNow(strip.current!));
    return () => cancelAnimationFrame(drawn);
  }, [steps]);
  return (
    <ol className="path" aria-label={t("path")} ref={strip}>
      {steps.map((step, index) => (
        <li key={step.step + index} className={`path-step is-${step.state}`} aria-current={step.state === "now" ? "step" : undefined}>
          <Bubble content={<StepMore step={step} />}>
            <span className="path-sign" aria-hidden>{SIGNS[step.state]}</span>
            <StepShort step={step} />
          </Bubble>
        </li>
      ))}
    </ol>
  );
}

function scrollToNow(strip: HTMLElement) {
  const now = strip.querySelector<HTMLElement>("[aria-current]");
  if (now) strip.scrollLeft = now.offsetLeft - strip.clientWidth / 3;
}

function StepShort({ step }: { step: PathStep }) {
  const t = useTexts(pathTexts);
  const words = useWords();
  return (
    <span className="path-words">
      <b>{words(step.name)}</b>
      <span className="visually-hidden">{t(step.state)}</span>
      <span className="path-who">
        {step.people.length > 0 && <PeopleNames people={step.people} most={1} />}
        {step.depends && ` ${t("depends")}`}
      </span>
    </span>
  );
}

function StepMore({ step }: { step: PathStep }) {
  const t = useTexts(pathTexts);
  const words = useWords();
  return (
    <div className="path-more">
      <p><b>{t(step.state)}</b> {words(step.outcome)} {step.at && <Moment at={step.at} />}</p>
      {step.people.length > 0 && <p><PeopleNames people={step.people} most={20} /></p>}
      {step.on_behalf_of.length > 0 && <p>{t("onBehalf")} <PeopleNames people={step.on_behalf_of} /></p>}
      {step.due && step.state !== "done" && <p>{t("due")} <Moment at={step.due} /></p>}
      {step.words && <blockquote>{step.words}</blockquote>}
      {words(step.reason) && <p className="quiet">{words(step.reason)}</p>}
    </div>
  );
}
