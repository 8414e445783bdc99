import { queryOptions } from "@tanstack/react-query";
import { api } from "./client";
import type {
  Checked,
  DefinitionDetail,
  DefinitionItem,
  Diagram,
  Differences,
  Played,
  PublicationDetail,
  PublicationItem,
  ToCheck,
  ToPlay,
  ToPublish,
  VersionItem,
  Workshop,
} from "./schema";

const KEY = "definitions";

/** How all that is known of definitions, or of one, is found again. */
export const aboutDefinitions = (process?: string) => (process ? [KEY, process] : [KEY]);

export const definitionAddress = (process: string, part = "") => `/definitions/${process}${part && `/${part}`}`;

export const definitionList = queryOptions({
  queryKey: [KEY],
  queryFn: ({ signal }) => api<DefinitionItem[]>("/definitions", { signal }),
});

/** A version of a process; none named: the newest. */
export const definitionShown = (process: string, version: number | null = null) =>
  queryOptions({
    queryKey: [KEY, process, "version", version],
    queryFn: ({ signal }) => api<DefinitionDetail>(definitionAddress(process), { query: { version }, signal }),
  });

export const definitionDiagram = (process: string, version: number) =>
  queryOptions({
    queryKey: [KEY, process, "diagram", version],
    queryFn: ({ signal }) => api<Diagram>(definitionAddress(process, "diagram"), { query: { version }, signal }),
    staleTime: Infinity,
  });

export const versionList = (process: string) =>
  queryOptions({
    queryKey: [KEY, process, "versions"],
    queryFn: ({ signal }) => api<VersionItem[]>(definitionAddress(process, "versions"), { signal }),
  });

export const differencesBetween = (process: string, before: number, after: number) =>
  queryOptions({
    queryKey: [KEY, process, "differences", before, after],
    queryFn: ({ signal }) => api<Differences>(definitionAddress(process, `versions/${before}/to/${after}`), { signal }),
    staleTime: Infinity,
  });

export const publicationList = (process: string) =>
  queryOptions({
    queryKey: [KEY, process, "publications"],
    queryFn: ({ signal }) => api<PublicationItem[]>(definitionAddress(process, "publications"), { signal }),
  });

export const publicationShown = (process: string, publication: string) =>
  queryOptions({
    queryKey: [KEY, process, "publications", publication],
    queryFn: ({ signal }) => api<PublicationDetail>(definitionAddress(process, `publications/${publication}`), { signal }),
  });

export const workshop = queryOptions({
  queryKey: ["workshop"],
  queryFn: ({ signal }) => api<Workshop>("/definitions/-/workshop", { signal }),
  staleTime: 600_000,
});

/** Both texts as they are typed, checked; the same text is asked about once. */
export const checkedText = (body: ToCheck) =>
  queryOptions({
    queryKey: ["checked", body],
    queryFn: ({ signal }) => api<Checked>("/definitions/check", { method: "POST", body, signal }),
    staleTime: Infinity,
    gcTime: 60_000,
  });

export const play = (body: ToPlay) => api<Played>("/definitions/play", { method: "POST", body });

export const publish = (process: string, body: ToPublish) =>
  api<PublicationItem>(definitionAddress(process, "publications"), { method: "POST", body });

export const decide = (one: PublicationItem, what: "confirm" | "withdraw") =>
  api<PublicationItem>(definitionAddress(one.process, `publications/${one.id}/${what}`), { method: "POST" });

export const stopStarts = (process: string, reason: string) =>
  api<void>(definitionAddress(process, "stop"), { method: "POST", body: { reason } });

export const letStartsGoOn = (process: string) => api<void>(definitionAddress(process, "go-on"), { method: "POST" });
