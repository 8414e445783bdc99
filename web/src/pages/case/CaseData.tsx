import { useQuery } from "@tanstack/react-query";
import { caseData } from "~/api/cases";
import { FormView } from "~/parts/form/FormView";
import { Loading } from "~/parts/Loading";
import { ProblemNote } from "~/parts/ProblemNote";
import { useJoined, useTexts } from "~/texts/texts";
import { caseTexts } from "./texts";

/** What a case holds, as a document. */
export function CaseData({ caseId }: { caseId: string }) {
  const t = useTexts(caseTexts);
  const joined = useJoined();
  const { data, error } = useQuery(caseData(caseId));
  if (error && !data) return <ProblemNote error={error} />;
  if (!data) return <Loading />;
  return (
    <>
      {data.form.fields.length > 0 ? <FormView fields={data.form.fields} /> : <p className="quiet">{t("noData")}</p>}
      {data.empty.length > 0 && <p className="quiet empty-names">{t("emptyData", { names: joined(data.empty) })}</p>}
    </>
  );
}
