import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useParams } from "react-router";
import { definitionAddress, definitionShown } from "~/api/definitions";
import { Problem } from "~/api/problem";
import type { DefinitionItem } from "~/api/schema";
import { Back } from "~/parts/Back";
import { Loading } from "~/parts/Loading";
import { PageHead } from "~/parts/PageHead";
import { ProblemNote } from "~/parts/ProblemNote";
import { useTexts, useWords } from "~/texts/texts";
import "~/parts/list.css";
import "../definitions.css";
import { Desk } from "./Desk";
import { editTexts } from "./texts";
import { firstTexts } from "./firstTexts";
import type { TwoTexts } from "./useTwoTexts";

/** A new version of a process, or a new process. */
export default function EditPage() {
  const { process = "" } = useParams();
  const { data, error, refetch } = useQuery(definitionShown(process));
  const isNew = error instanceof Problem && error.status === 404;
  const inForce = useMemo(
    () => (data ? { definition: data.source, scenarios: data.scenarios } : firstTexts(process)),
    [data, process],
  );
  if (error && !data && !isNew) return <div className="page"><PageHead title={process} /><ProblemNote error={error} again={() => void refetch()} /></div>;
  if (!data && !isNew) return <div className="page"><Loading /></div>;
  return <Writing key={process} process={process} item={data?.item ?? null} inForce={inForce} />;
}

function Writing({ process, item, inForce }: { process: string; item: DefinitionItem | null; inForce: TwoTexts }) {
  const t = useTexts(editTexts);
  const words = useWords();
  const title = item ? t("title", { name: words(item.name) }) : t("titleNew", { name: process });
  return (
    <div className="page edit">
      <Back home={item ? definitionAddress(process) : "/definitions"} />
      <Desk title={title} process={process} item={item} inForce={inForce} />
    </div>
  );
}
