import { queryOptions } from "@tanstack/react-query";
import { api } from "./client";
import type { PhrasesTold } from "./schema";

/** What is offered for comments in the whole company, or what a process has besides. */
export const phrasesOf = (process = "") =>
  queryOptions({
    queryKey: ["phrases", process],
    queryFn: () => api<PhrasesTold>(process ? `/phrases?process=${process}` : "/phrases"),
    staleTime: 60_000,
  });
