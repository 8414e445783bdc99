import { useQuery } from "@tanstack/react-query";
import { Alert } from "antd";
import { type ReactNode, useEffect } from "react";
import { useParams } from "react-router";
import { useQueryClient } from "@tanstack/react-query";
import { caseAddress, caseComments, caseFiles, caseShown } from "~/api/cases";
import { api } from "~/api/client";
import type { CaseShown } from "~/api/schema";
import { Comments } from "~/parts/Comments";
import { FilesBeside, FilesInSheet } from "~/parts/files/Files";
import { Loading } from "~/parts/Loading";
import { ProblemNote } from "~/parts/ProblemNote";
import { useWide } from "~/shell/narrow";
import { useTexts, useWords } from "~/texts/texts";
import "./case.css";
import { CaseData } from "./CaseData";
import { CaseDiagram } from "./CaseDiagram";
import { CaseHead } from "./CaseHead";
import { CaseHistory } from "./CaseHistory";
import { Coming } from "./Coming";
import { Related } from "./Related";
import { Stages } from "./Stages";
import { caseTexts } from "./texts";
import { Way } from "./Way";

/** A case as a parcel is tracked: where it is and has been, who has it, what comes next and when. */
export default function CasePage() {
  const { caseId = "" } = useParams();
  const query = useQuery(caseShown(caseId));
  if (query.error && !query.data) return <div className="page"><ProblemNote error={query.error} again={() => void query.refetch()} /></div>;
  if (!query.data) return <div className="page"><Loading /></div>;
  return <CaseView page={query.data} />;
}

function CaseView({ page }: { page: CaseShown }) {
  const t = useTexts(caseTexts);
  const words = useWords();
  const wide = useWide();
  const id = page.case.case_id;
  const files = useQuery({ ...caseFiles(id), enabled: page.readable }).data?.items ?? [];
  const comments = useQuery({ ...caseComments(id), enabled: page.readable }).data?.items ?? [];
  useMarkRead(page);
  const beside = wide && files.length > 0;
  return (
    <div className={beside ? "page case has-files" : "page case"}>
      <div className="case-main">
        <CaseHead page={page} />
        {!page.readable && <Alert type="info" showIcon title={t("sealed")} />}
        {page.case.end && (
          <Alert
            type={page.case.status === "completed" ? "success" : "info"}
            showIcon
            title={t("endedAs", { end: words(page.case.end) })}
            description={page.case.reason && t("reason", { reason: page.case.reason })}
          />
        )}
        {page.incidents.map((one) => <Alert key={one.en} type="error" showIcon title={words(one)} />)}
        <Stages stages={page.stages} />
        <Section title={t("way")}><Way way={page.way} open={page.case.status === "open"} /></Section>
        <Coming coming={page.coming} />
        <CaseDiagram caseId={id} />
        {page.readable && <Section title={t("data")}><CaseData caseId={id} /></Section>}
        {files.length > 0 && !beside && <Section title={t("files")}><FilesInSheet files={files} /></Section>}
        {comments.length > 0 && <Section title={t("comments")}><Comments comments={comments} /></Section>}
        <Related related={page.related} uses={page.uses} />
        {page.readable && <CaseHistory caseId={id} />}
      </div>
      {beside && <aside className="case-files" aria-label={t("files")}><FilesBeside files={files} /></aside>}
    </div>
  );
}

/** By opening it, one's copy is read. */
function useMarkRead(page: CaseShown) {
  const client = useQueryClient();
  const unread = page.verbs.some((one) => one.verb === "read");
  const id = page.case.case_id;
  useEffect(() => {
    if (!unread) return;
    void api(`${caseAddress(id)}/read`, { method: "POST", body: {} }).then(() => {
      void client.invalidateQueries({ queryKey: ["counts"] });
      void client.invalidateQueries({ queryKey: ["cases"] });
    }, () => {});
  }, [unread, id, client]);
}

export const Section = ({ title, children, className = "" }: { title: string; children: ReactNode; className?: string }) => (
  <section className={`card ${className}`}>
    <h2>{title}</h2>
    {children}
  </section>
);
