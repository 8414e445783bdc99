import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Input } from "antd";
import { useState } from "react";
import { api } from "~/api/client";
import type { OrganisationChecked, OrganisationTold } from "~/api/schema";
import { Moment } from "~/parts/Due";
import { PersonName } from "~/parts/PersonName";
import { ProblemNote } from "~/parts/ProblemNote";
import { useTexts } from "~/texts/texts";
import { Asked } from "./Asked";
import { Field } from "./Field";
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
  const put = (written: string) => {
    setText(written);
    check.reset();
  };
  const wrong = apply.error ?? check.error;
  return (
    <>
      <p className="quiet">{t("organisationHelp")}</p>
      <section className="panel">
        <Field id="organisation-yaml" text={t("version", { version })}>
          <Input.TextArea id="organisation-yaml" className="yaml" rows={20} spellCheck={false} value={text} onChange={(event) => put(event.target.value)} />
        </Field>
        {wrong && <ProblemNote error={wrong} />}
        {check.data && <Checked found={check.data} />}
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

function Checked({ found }: { found: OrganisationChecked }) {
  const t = useTexts(administrationTexts);
  if (found.problems.length > 0) {
    return (
      <ul className="moved" role="alert">
        {found.problems.map((one) => <li key={one.said} className="state-bad">{one.line !== null && `${t("line", { line: one.line })}: `}{one.said}</li>)}
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
