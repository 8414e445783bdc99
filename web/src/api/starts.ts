import { queryOptions } from "@tanstack/react-query";
import { api } from "./client";
import type { Predicted, StartForm, StartPreview, Starts } from "./schema";

/** What one may begin. */
export const startsList = queryOptions({
  queryKey: ["starts"],
  queryFn: ({ signal }) => api<Starts>("/starts", { signal }),
});

export const startAddress = (process: string, start: string) => `/starts/${process}/${start}`;

/** The form of a start, filled with one's draft or with what another case holds. */
export const startForm = (process: string, start: string, copyOf: string | null, forPerson: string | null) =>
  queryOptions({
    queryKey: ["start", process, start, copyOf, forPerson],
    queryFn: ({ signal }) =>
      api<StartForm>(startAddress(process, start), { query: { copy_of: copyOf, for_person: forPerson }, signal }),
    placeholderData: (before) => before,
    staleTime: Infinity,
    gcTime: 0,
  });

/** Where it would go if it were handed in now. */
export const predicted = (process: string, start: string, body: StartPreview) =>
  queryOptions({
    queryKey: ["predicted", process, start, body],
    queryFn: ({ signal }) => api<Predicted>(`${startAddress(process, start)}/preview`, { method: "POST", body, signal }),
    placeholderData: (before) => before,
    staleTime: 60_000,
    retry: false,
  });
