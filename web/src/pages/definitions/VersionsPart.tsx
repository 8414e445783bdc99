import { useQuery } from "@tanstack/react-query";
import { Select, Tag } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { definitionAddress, versionList } from "~/api/definitions";
import type { DefinitionDetail, VersionItem } from "~/api/schema";
import { Moment } from "~/parts/Due";
import { Loading } from "~/parts/Loading";
import { PersonName } from "~/parts/PersonName";
import { ProblemNote } from "~/parts/ProblemNote";
import { ButtonLink } from "~/parts/plain/Button";
import { useTexts } from "~/texts/texts";
import { ChangeTag } from "./ChangeTag";
import { definitionsTexts } from "./texts";

/** All versions, the newest first, each against the one before it or any two. */
export function VersionsPart({ detail: { item } }: { detail: DefinitionDetail }) {
  const { data, error, refetch } = useQuery(versionList(item.process));
  if (error && !data) return <ProblemNote error={error} again={() => void refetch()} />;
  if (!data) return <Loading />;
  return (
    <>
      {data.length > 2 && <CompareTwo process={item.process} versions={data} />}
      <ul className="definition-rows">
        {data.map((one) => <VersionLine key={one.version} one={one} process={item.process} newest={one.version === item.version} />)}
      </ul>
    </>
  );
}

function VersionLine({ one, process, newest }: { one: VersionItem; process: string; newest: boolean }) {
  const t = useTexts(definitionsTexts);
  return (
    <li className="version-line">
      <span className="definition-name">{t("version", { version: one.version })} {newest && <Tag variant="outlined">{t("newest")}</Tag>} <ChangeTag change={one.change} /></span>
      <span className="definition-facts">
        <span><Moment at={one.at} /></span>
        {one.by && <span><PersonName person={one.by} /></span>}
        <span>{t("running", { count: one.open_cases })}</span>
        <code>{t("digests", { behaviour: one.behaviour.slice(0, 8), texts: one.texts.slice(0, 8) })}</code>
      </span>
      <span className="version-acts">
        <Link className="act-link" to={`${definitionAddress(process, "text")}?version=${one.version}`}>{t("show")}</Link>
        {one.version > 1 && (
          <Link className="act-link" to={definitionAddress(process, `versions/${one.version - 1}/to/${one.version}`)}>
            {t("compareWith", { version: one.version - 1 })}
          </Link>
        )}
      </span>
    </li>
  );
}

function CompareTwo({ process, versions }: { process: string; versions: VersionItem[] }) {
  const t = useTexts(definitionsTexts);
  const [[before, after], choose] = useState([versions[1]!.version, versions[0]!.version]);
  const options = versions.map(({ version }) => ({ value: version, label: t("version", { version }) }));
  return (
    <div className="definition-filters" role="group" aria-label={t("compareTwo")}>
      <Select aria-label={t("from")} value={before} options={options} onChange={(one) => choose([one, after])} />
      <span>→</span>
      <Select aria-label={t("to")} value={after} options={options} onChange={(one) => choose([before, one])} />
      <ButtonLink to={definitionAddress(process, `versions/${before}/to/${after}`)}>{t("compare")}</ButtonLink>
    </div>
  );
}
