import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { definitionDiagram } from "~/api/definitions";
import type { DefinitionDetail } from "~/api/schema";
import { Loading } from "~/parts/Loading";
import { ProblemNote } from "~/parts/ProblemNote";

const Diagram = lazy(() => import("~/parts/diagram/Diagram").then((part) => ({ default: part.Diagram })));

/** The version as a diagram. */
export function DiagramPart({ detail }: { detail: DefinitionDetail }) {
  const { data, error, refetch } = useQuery(definitionDiagram(detail.item.process, detail.version));
  if (error) return <ProblemNote error={error} again={() => void refetch()} />;
  return <Suspense fallback={<Loading />}>{data ? <Diagram diagram={data} /> : <Loading />}</Suspense>;
}
