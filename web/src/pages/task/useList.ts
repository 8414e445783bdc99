import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useDecided } from "~/api/Acts";
import type { TaskItem } from "~/api/schema";
import { taskList, taskPage } from "~/api/tasks";
import { following, keyOf, left, type ListAsked, listInHand } from "~/logic/listInHand";

/** The list this task comes from: how many are left of it besides this one, and the next, which is loaded already. */
export function useList(item: TaskItem) {
  const client = useQueryClient();
  const decided = useDecided();
  const [asked] = useState(listInHand);
  const { data, hasNextPage, isFetching } = useInfiniteQuery(taskList(asked));
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  const next = following(items, decided, keyOf(item));
  const [caseId, task] = [next?.case_id, next?.task];
  useEffect(() => {
    if (caseId && task) void client.prefetchQuery(taskPage(caseId, task));
  }, [client, caseId, task]);
  return {
    /** The list is there, or nobody asks for it just now: without a connection there is no waiting for it. */
    known: data !== undefined || !isFetching,
    next,
    count: left(items, decided).filter((one) => keyOf(one) !== keyOf(item)).length,
    more: hasNextPage,
    address: addressOf(asked),
  };
}

function addressOf({ list, ...filters }: ListAsked): string {
  const search = new URLSearchParams(Object.entries(filters).filter((entry): entry is [string, string] => Boolean(entry[1])));
  return `/inbox/${list}${search.size ? `?${search}` : ""}`;
}
