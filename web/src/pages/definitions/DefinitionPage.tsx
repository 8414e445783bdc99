import { useQuery } from "@tanstack/react-query";
import { Alert, Tag } from "antd";
import type { ComponentType } from "react";
import { Link, useParams, useSearchParams } from "react-router";
import { definitionAddress, definitionShown } from "~/api/definitions";
import type { DefinitionDetail } from "~/api/schema";
import { Moment } from "~/parts/Due";
import { Loading } from "~/parts/Loading";
import { PageHead } from "~/parts/PageHead";
import { PersonName } from "~/parts/PersonName";
import { ProblemNote } from "~/parts/ProblemNote";
import { Tabs } from "~/parts/Tabs";
import { ButtonLink } from "~/parts/plain/Button";
import { useTexts, useWords } from "~/texts/texts";
import "~/parts/list.css";
import "./definitions.css";
import { DiagramPart } from "./DiagramPart";
import { FieldsPart } from "./FieldsPart";
import { PublicationsPart } from "./PublicationsPart";
import { ScenariosPart } from "./ScenariosPart";
import { StopButton } from "./StopButton";
import { definitionsTexts } from "./texts";
import { TextPart } from "./TextPart";
import { VersionsPart } from "./VersionsPart";

type Part = "diagram" | "text" | "fields" | "scenarios" | "versions" | "publications";

const PARTS: Record<Part, ComponentType<{ detail: DefinitionDetail }>> = {
  diagram: DiagramPart,
  text: TextPart,
  fields: FieldsPart,
  scenarios: ScenariosPart,
  versions: VersionsPart,
  publications: PublicationsPart,
};

/** A process: drawn, read, with its versions and what is on its way. */
export default function DefinitionPage() {
  const words = useWords();
  const { process = "", part = "diagram" } = useParams();
  const version = Number(useSearchParams()[0].get("version")) || null;
  const { data, error, refetch } = useQuery(definitionShown(process, version));
  if (error && !data) return <div className="page"><PageHead title={process} /><ProblemNote error={error} again={() => void refetch()} /></div>;
  if (!data) return <div className="page"><Loading /></div>;
  const Shown = PARTS[part as Part] ?? DiagramPart;
  return (
    <div className="page definition">
      <PageHead title={words(data.item.name)}>{data.item.may_publish && <Acts detail={data} />}</PageHead>
      <Facts detail={data} />
      <PartTabs detail={data} />
      <Shown key={data.version} detail={data} />
    </div>
  );
}

function Acts({ detail }: { detail: DefinitionDetail }) {
  const t = useTexts(definitionsTexts);
  return (
    <>
      <StopButton item={detail.item} />
      <ButtonLink to={definitionAddress(detail.item.process, "edit")} type="primary">{t("newVersion")}</ButtonLink>
    </>
  );
}

function Facts({ detail: { item, version, newest } }: { detail: DefinitionDetail }) {
  const t = useTexts(definitionsTexts);
  const words = useWords();
  return (
    <>
      <div className="definition-about">
        <code>{item.process}</code>
        <span>{words(item.department)}</span>
        <span>{t("version", { version: item.version })} · {t("since")} <Moment at={item.since} /></span>
        {item.by && <span><PersonName person={item.by} /></span>}
        <Tag variant="outlined">{t("running", { count: item.open_cases })}</Tag>
      </div>
      {item.stopped !== null && <Alert type="warning" showIcon title={t("stoppedWhy", { reason: item.stopped })} />}
      {!newest && (
        <Alert
          type="info"
          showIcon
          title={t("olderVersion", { version })}
          action={<Link to={definitionAddress(item.process)}>{t("toNewest")}</Link>}
        />
      )}
    </>
  );
}

function PartTabs({ detail: { item, version, newest } }: { detail: DefinitionDetail }) {
  const t = useTexts(definitionsTexts);
  const { part = "diagram" } = useParams();
  const shown = (Object.keys(PARTS) as Part[]).filter((one) => one !== "publications" || item.may_publish);
  const asked = newest ? "" : `?version=${version}`;
  const tabs = shown.map((id) => ({ id, to: definitionAddress(item.process, id) + asked, text: t(id) }));
  return <Tabs label={t("parts")} current={part} tabs={tabs} />;
}
