import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { ListAsked } from "~/logic/listInHand";
import { api, firstAnswer } from "./client";
import type { TaskItem, TaskPage } from "./schema";
import type { Page } from "./wire";

const ROWS = 50;

/** A list of tasks, page by page. */
export const taskList = (asked: ListAsked) =>
  infiniteQueryOptions({
    queryKey: ["tasks", asked],
    queryFn: ({ pageParam, signal }) =>
      api<Page<TaskItem>>("/tasks", { query: { ...asked, limit: ROWS, cursor: pageParam }, signal }),
    initialData: () => {
      const page = firstAnswer<Page<TaskItem>>("/tasks", { ...asked, limit: ROWS });
      return page && { pages: [page], pageParams: [null] };
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.cursor,
  });

export const taskAddress = (caseId: string, task: string) => `/tasks/${caseId}/${encodeURIComponent(task)}`;

/** Everything of one task. Its address is the same on the pages and in the API. */
export const taskPage = (caseId: string, task: string) =>
  queryOptions({
    queryKey: ["task", caseId, task],
    queryFn: ({ signal }) => api<TaskPage>(taskAddress(caseId, task), { signal }),
    initialData: () => firstAnswer<TaskPage>(taskAddress(caseId, task)),
  });
