import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api } from "./client";
import type { CaseLine, CaseName, CaseShown, CommentList, DataShown, Diagram, FileList, Happened } from "./schema";
import type { Page } from "./wire";

const ROWS = 50;
const MOST_HISTORY = 200;

export type CaseListName = "started" | "copied" | "followed" | "all";

export interface CasesAsked {
  list: CaseListName;
  process?: string;
  status?: string;
  search?: string;
  unread?: string;
}

/** A list of cases, page by page. */
export const caseList = (asked: CasesAsked) =>
  infiniteQueryOptions({
    queryKey: ["cases", asked],
    queryFn: ({ pageParam, signal }) =>
      api<Page<CaseLine>>("/cases", { query: { ...asked, limit: ROWS, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.cursor,
  });

export const caseAddress = (caseId: string) => `/cases/${caseId}`;

const part = <T>(name: string) => (caseId: string) =>
  queryOptions({
    queryKey: ["case", caseId, name],
    queryFn: ({ signal }) => api<T>(`${caseAddress(caseId)}${name && `/${name}`}`, { signal }),
  });

/** What a case is called; nobody is told who may not read it. */
export const caseName = (caseId: string) =>
  queryOptions({
    queryKey: ["related", caseId],
    queryFn: async ({ signal }) => (await api<Page<CaseName>>("/related", { query: { case_id: caseId }, signal })).items[0] ?? null,
  });

export const caseShown = part<CaseShown>("");
export const caseData = part<DataShown>("data");
export const caseFiles = part<FileList>("files");
export const caseComments = part<CommentList>("comments");
export const caseDiagram = part<Diagram>("diagram");

export const caseHistory = (caseId: string) =>
  infiniteQueryOptions({
    queryKey: ["case", caseId, "history"],
    queryFn: ({ pageParam, signal }) =>
      api<Page<Happened>>(`${caseAddress(caseId)}/history`, { query: { limit: MOST_HISTORY, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.cursor,
  });
