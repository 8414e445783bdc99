import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { lazy, Suspense, useState } from "react";
import { caseDiagram } from "~/api/cases";
import { Loading } from "~/parts/Loading";
import { ProblemNote } from "~/parts/ProblemNote";
import { useTexts } from "~/texts/texts";
import { Section } from "./CasePage";
import { caseTexts } from "./texts";

const Diagram = lazy(() => import("~/parts/diagram/Diagram").then((part) => ({ default: part.Diagram })));

/** The definition as a diagram, with where the case is and has been; drawn when it is asked for. */
export function CaseDiagram({ caseId }: { caseId: string }) {
  const t = useTexts(caseTexts);
  const [open, setOpen] = useState(false);
  const { data, error } = useQuery({ ...caseDiagram(caseId), enabled: open });
  return (
    <Section title={t("diagram")} className="is-diagram">
      <Button aria-expanded={open} onClick={() => setOpen(!open)}>{t(open ? "hideDiagram" : "showDiagram")}</Button>
      {open && error && <ProblemNote error={error} />}
      {open && !error && (
        <div className="case-diagram">
          <Suspense fallback={<Loading />}>{data ? <Diagram diagram={data} /> : <Loading />}</Suspense>
        </div>
      )}
    </Section>
  );
}
