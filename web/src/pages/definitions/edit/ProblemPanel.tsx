import { useMutation } from "@tanstack/react-query";
import { Alert, Button } from "antd";
import { api } from "~/api/client";
import type { Checked, DefinitionItem, Found } from "~/api/schema";
import { ProblemNote } from "~/parts/ProblemNote";
import { useTexts, useWords } from "~/texts/texts";
import { editTexts } from "./texts";
import type { TwoTexts } from "./useTwoTexts";

interface ProblemPanelProps {
  texts: TwoTexts;
  checked: Checked | undefined;
  error: unknown;
  settled: boolean;
  item: DefinitionItem | null;
  onGo: (of: keyof TwoTexts, found: Found) => void;
}

/** All that is wrong with both texts; each leads to where it stands. */
export function ProblemPanel({ texts, checked, error, settled, item, onGo }: ProblemPanelProps) {
  const t = useTexts(editTexts);
  const some = (checked?.problems.length ?? 0) + (checked?.scenario_problems.length ?? 0);
  return (
    <section className="edit-panel" aria-busy={!settled}>
      <h2>{t("problems")} <span className="quiet" role="status">{settled ? some > 0 && t("counted", { count: some }) : t("checking")}</span></h2>
      {error !== null && <ProblemNote error={error} />}
      {checked && some === 0 && <p>{t("noProblems")}</p>}
      {checked && <FoundList found={checked.problems} onGo={(one) => onGo("definition", one)} />}
      {checked && <FoundList found={checked.scenario_problems} of={t("inScenarios")} onGo={(one) => onGo("scenarios", one)} />}
      {checked?.digest && checked.digest === item?.digest && <p className="quiet">{t("sameBehaviour")}</p>}
      {checked?.digest && <Proof key={checked.digest} texts={texts} onGo={onGo} />}
    </section>
  );
}

interface FoundListProps {
  found: readonly Found[];
  of?: string;
  onGo: (one: Found) => void;
}

function FoundList({ found, of = "", onGo }: FoundListProps) {
  const words = useWords();
  if (found.length === 0) return null;
  return (
    <ul className="found-list">
      {found.map((one, at) => (
        <li key={at}>
          <button type="button" className={one.severity === "problem" ? "found" : "found is-quiet"} onClick={() => onGo(one)}>
            <span className="found-where">{of} {one.line}:{one.column}</span>
            <span className="found-said">{words(one.message)}{one.hint && <span className="quiet">{words(one.hint)}</span>}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Whether every case can end: looked for when it is asked for, because it takes seconds. */
function Proof({ texts, onGo }: { texts: TwoTexts; onGo: ProblemPanelProps["onGo"] }) {
  const t = useTexts(editTexts);
  const proof = useMutation({
    mutationFn: () => api<Checked>("/definitions/check", { method: "POST", body: { text: texts.definition, proof: true } }),
  });
  const { data } = proof;
  const sound = data && data.problems.every((one) => one.severity === "planned");
  return (
    <>
      <Button loading={proof.isPending} onClick={() => proof.mutate()}>{t("prove")}</Button>
      {proof.error && <ProblemNote error={proof.error} />}
      {data && sound && <Alert type="success" title={t(data.proved ? "proved" : "explored", { count: data.states ?? 0 })} />}
      {data && !sound && <FoundList found={data.problems} onGo={(one) => onGo("definition", one)} />}
    </>
  );
}
