import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api } from "./client";
import type { Card, Clusters, ComingLapses, Diagram, Incidents, Lapses, Learnt, Load, Promises, Statistics, StuckPage } from "./schema";

const ROWS = 50;

export interface StuckAsked {
  class?: string;
  process?: string;
  department?: string;
  cause?: string;
  shared?: string;
  mine?: string;
}

/** What is stuck, page by page, the most harmful first. */
export const stuckList = (asked: StuckAsked) =>
  infiniteQueryOptions({
    queryKey: ["stuck", "list", asked],
    queryFn: ({ pageParam, signal }) =>
      api<StuckPage>("/stuck", { query: { ...asked, limit: ROWS, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.cursor,
  });

const asked = <T>(name: string, path: string, query: Record<string, string | number | undefined> = {}) =>
  queryOptions({ queryKey: ["stuck", name, path, query], queryFn: ({ signal }) => api<T>(path, { query, signal }) });

export const cardAddress = (caseId: string) => `/manager/cases/${caseId}`;
export const causeCard = (caseId: string) => asked<Card>("card", `/stuck/${caseId}`);
export const clusters = asked<Clusters>("clusters", "/clusters");
export const load = asked<Load>("load", "/load");
export const lapses = (days: number) => asked<Lapses>("lapses", "/lapses", { days });
export const promises = (days: number) => asked<Promises>("promises", "/promises", { days });
export const coming = asked<ComingLapses>("coming", "/coming");
export const unreachable = asked<ComingLapses>("unreachable", "/unreachable");
export const incidents = asked<Incidents>("incidents", "/incidents");
export const learnt = asked<Learnt>("learnt", "/learnt");
export const statistics = (process: string) => asked<Statistics>("statistics", `/statistics/${process}`);
export const processDiagram = (process: string) => asked<Diagram>("diagram", `/definitions/${process}/diagram`);
