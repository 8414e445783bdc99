import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button } from "antd";
import { useMemo, useState } from "react";
import { api } from "~/api/client";
import type { FileProblem, OrganisationChecked, OrganisationTold } from "~/api/schema";
import { Moment } from "~/parts/Due";
import { PersonName } from "~/parts/PersonName";
import { ProblemNote } from "~/parts/ProblemNote";
import type { Marked } from "~/parts/text-editor/codeMirror";
import type { Spot } from "~/parts/text-editor/TextEditor";
import { YamlField } from "~/parts/text-editor/YamlField";
import { useTexts, useWords } from "~/texts/texts";
import { Asked } from "./Asked";
import { MovedTasks } from "./MovedTasks";
import { administrationTexts } from "./texts";

const KEY = ["organisation"];

/** The organisation as it is written: checked, looked at for whom it concerns, put in force. */
export default function OrganisationPart() {
  const query = useQuery({ queryKey: KEY, queryFn: () => api<OrganisationTold>("/organisation"), staleTime: Number.POSITIVE_INFINITY });
  return <Asked query={query}>{(told) => <Organisation key={told.versions[0]?.version} told={told} />}</Asked>;
}

function Organisation({ told }: { told: OrganisationTold }) {
  const t = useTexts(administrationTexts);
  const client = useQueryClient();
  const [text, setText] = useState(told.text);
  const version = told.versions[0]?.version ?? 0;
  const check = useMutation({ mutationFn: () => api<OrganisationChecked>("/organisation/check", { method: "POST", body: { text } }) });
  const apply = useMutation({
    mutationFn: () => api<OrganisationTold>("/organisation", { method: "PUT", body: { text, version } }),
    onSuccess: (made) => client.setQueryData(KEY, made),
  });
  const [spot, goTo] = useState<Spot | null>(null);
  const found = useMemo(() => (check.data?.problems ?? []).flatMap(marked), [check.data]);
  const put = (written: string) => {
    setText(written);
    check.reset();
  };
  const wrong = apply.error ?? check.error;
  return (
    <>
      <p className="quiet">{t("organisationHelp")}</p>
      <section className="panel">
        <YamlField label={t("organisationText", { version })} text={told.text} onChange={put} found={found} spot={spot} />
        {wrong && <ProblemNote error={wrong} />}
        {check.data && <Checked found={check.data} onGo={(line) => goTo({ line, column: 1 })} />}
        <div className="filters organisation-acts">
          <Button disabled={text === told.text} loading={check.isPending} onClick={() => check.mutate()}>{t("check")}</Button>
          {check.data?.problems.length === 0 && <Button type="primary" loading={apply.isPending} onClick={() => apply.mutate()}>{t("apply")}</Button>}
        </div>
      </section>
      <section className="panel">
        <h2>{t("versions")}</h2>
        <ul className="moved">
          {told.versions.map((one) => (
            <li key={one.version}>{t("version", { version: one.version })} · <Moment at={one.at} /> {one.by && <>{t("by")} <PersonName person={one.by} /></>}</li>
          ))}
        </ul>
      </section>
    </>
  );
}

const marked = ({ line, said }: FileProblem): Marked[] =>
  line === null ? [] : [{ line, column: 1, message: said, hint: null, severity: "problem" }];

function Checked({ found, onGo }: { found: OrganisationChecked; onGo: (line: number) => void }) {
  const words = useWords();
  const t = useTexts(administrationTexts);
  if (found.problems.length > 0) {
    return (
      <ul className="moved" role="alert">
        {found.problems.map(({ line, said }) => (
          <li key={said.en} className="state-bad">
            {line !== null && <Button type="link" onClick={() => onGo(line)}>{t("line", { line })}</Button>} {words(said)}
          </li>
        ))}
      </ul>
    );
  }
  const count = found.moved.length + found.more;
  return (
    <div role="status">
      <Alert type="success" showIcon title={t("noProblems")} />
      <p>{count ? t("concerned", { count }) : t("noneConcerned")} {!found.all_cases && t("notAll")}</p>
      <MovedTasks moved={found.moved} more={found.more} />
    </div>
  );
}
