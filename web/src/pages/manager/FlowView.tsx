import { useQuery } from "@tanstack/react-query";
import { Button, Select } from "antd";
import { lazy, Suspense, useMemo, useState } from "react";
import { useSearchParams } from "react-router";
import { api } from "~/api/client";
import type { Diagram as Drawn, DefinitionItem, Statistics, StepPace } from "~/api/schema";
import { processDiagram, statistics } from "~/api/stuck";
import { workingWords } from "~/logic/due";
import { Moment } from "~/parts/Due";
import { Loading } from "~/parts/Loading";
import { ProblemNote } from "~/parts/ProblemNote";
import { useLanguage, useTexts, useWords } from "~/texts/texts";
import { managerTexts } from "./texts";

const Diagram = lazy(() => import("~/parts/diagram/Diagram").then((part) => ({ default: part.Diagram })));

/** Where cases of a process sit: each step with who waits, how long it takes, whether it piles up. */
export default function FlowView() {
  const t = useTexts(managerTexts);
  const words = useWords();
  const [search, setSearch] = useSearchParams();
  const list = useQuery({ queryKey: ["definitions", "names"], queryFn: () => api<DefinitionItem[]>("/definitions") });
  const processes = list.data ?? [];
  const busiest = processes.reduce<DefinitionItem | null>((most, one) => (most && most.open_cases >= one.open_cases ? most : one), null);
  const process = search.get("process") ?? busiest?.process ?? null;
  const choose = (value: string) => setSearch({ view: "flow", process: value }, { replace: true });
  if (list.error && !list.data) return <ProblemNote error={list.error} />;
  return (
    <>
      <div className="filters">
        <Select
          className="filter-search" aria-label={t("chooseProcess")} placeholder={t("chooseProcess")} value={process}
          showSearch={{ optionFilterProp: "label" }} onChange={choose}
          options={processes.map((one) => ({ value: one.process, label: words(one.name) }))}
        />
      </div>
      {process && <ProcessFlow process={process} />}
    </>
  );
}

function ProcessFlow({ process }: { process: string }) {
  const t = useTexts(managerTexts);
  const language = useLanguage();
  const { data, error, refetch } = useQuery(statistics(process));
  if (error && !data) return <ProblemNote error={error} again={() => void refetch()} />;
  if (!data) return <Loading />;
  const time = (seconds: number) => workingWords(seconds, language);
  return (
    <>
      <p className="card-head">
        <span>{t("openCases", { count: data.open })}</span>
        <span>{t("endedCases", { count: data.ended })}</span>
        {data.median !== null && data.p90 !== null && <span>{t("took", { median: time(data.median), p90: time(data.p90) })}</span>}
        <span>{t("measured", { at: "" })}<Moment at={data.measured_at} /></span>
      </p>
      <Heat process={process} figures={data} />
      <Steps steps={data.steps} />
    </>
  );
}

/** The diagram with how many wait at each step, warmer where they are late. */
function Heat({ process, figures }: { process: string; figures: Statistics }) {
  const { data } = useQuery(processDiagram(process));
  const warm = useMemo(() => data && withMarks(data, figures), [data, figures]);
  if (!warm) return null;
  return (
    <div className="flow-diagram" data-scrolls>
      <Suspense fallback={<Loading />}><Diagram diagram={warm} heat /></Suspense>
    </div>
  );
}

const withMarks = (diagram: Drawn, figures: Statistics): Drawn => ({
  ...diagram,
  marks: figures.steps.map((one) => ({
    node: one.step, state: "none", open: one.waiting, done: 0, late: one.overdue, wait: one.waiting > 0 ? (one.median ?? one.heat * HOUR) : null,
  })),
});

const HOUR = 3600;

/** Whether anything is to be said of a step: somebody waits there, came, went, or has taken a time. */
const isBusy = (one: StepPace) => one.waiting + one.arrived + one.left > 0 || one.median !== null;

/** The steps where anything happens; the others on demand. */
function Steps({ steps }: { steps: readonly StepPace[] }) {
  const t = useTexts(managerTexts);
  const [all, setAll] = useState(false);
  const busy = steps.filter(isBusy);
  const quiet = steps.length - busy.length;
  return (
    <>
      {(all || busy.length > 0) && <StepTable steps={all ? steps : busy} />}
      {quiet > 0 && <Button type="link" className="quiet-steps" onClick={() => setAll(!all)}>{t(all ? "hideQuietSteps" : "quietSteps", { count: quiet })}</Button>}
    </>
  );
}

function StepTable({ steps }: { steps: readonly StepPace[] }) {
  const t = useTexts(managerTexts);
  const words = useWords();
  const language = useLanguage();
  const time = (seconds: number | null) => (seconds === null ? "–" : workingWords(seconds, language));
  return (
    <table className="figures" aria-label={t("flow")}>
      <thead>
        <tr>
          <th>{t("step")}</th><th className="is-number">{t("atStep")}</th><th className="is-number">{t("overdue")}</th>
          <th className="is-number">{t("median")}</th><th className="is-number">{t("p90")}</th><th className="is-number">{t("arrived")}</th>
        </tr>
      </thead>
      <tbody>
        {steps.map((one) => (
          <tr key={one.step}>
            <td><span className={`heat is-${one.heat}`} aria-hidden />{words(one.name)}</td>
            <td className="is-number" data-name={t("atStep")}>{one.waiting}</td>
            <td className="is-number" data-name={t("overdue")}><span className={one.overdue > 0 ? "due is-late" : ""}>{one.overdue}</span></td>
            <td className="is-number" data-name={t("median")}>{time(one.median)}</td>
            <td className="is-number" data-name={t("p90")}>{time(one.p90)}</td>
            <td className="is-number" data-name={t("arrived")}>{one.arrived} / {one.left} {one.waiting > 0 && one.arrived > one.left && <span className="due is-soon">{t("growing")}</span>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
