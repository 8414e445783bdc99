import { queryOptions } from "@tanstack/react-query";
import { api } from "./client";
import type { Contacts, FailingItem, NoticeChoice, NoticeItem, Notices, ToChoose, ToContact, Unreachable } from "./schema";

const KEY = "notices";

export const aboutNotices = [KEY];

export const noticeList = queryOptions({
  queryKey: [KEY, "list"],
  queryFn: ({ signal }) => api<Notices>("/notices", { signal }),
});

export const noticeChoice = queryOptions({
  queryKey: [KEY, "choice"],
  queryFn: ({ signal }) => api<NoticeChoice>("/notices/choice", { signal }),
});

export const noticesFailing = queryOptions({
  queryKey: [KEY, "failing"],
  queryFn: ({ signal }) => api<FailingItem[]>("/notices/failing", { signal }),
});

export const peopleUnreachable = queryOptions({
  queryKey: [KEY, "unreachable"],
  queryFn: ({ signal }) => api<Unreachable[]>("/notices/unreachable", { signal }),
});

const contactsAddress = (person: string) => `/notices/contacts/${encodeURIComponent(person)}`;

/** Where somebody is known outside. */
export const contactsOf = (person: string) =>
  queryOptions({
    queryKey: [KEY, "contacts", person],
    queryFn: ({ signal }) => api<Contacts>(contactsAddress(person), { signal }),
  });

export const putContact = (person: string, body: ToContact) =>
  api<Contacts>(contactsAddress(person), { method: "PUT", body });

/** One has been read. It outlives the page, because it is opened by leaving. */
export const noteOpened = ({ case_id, turn, position }: NoticeItem) =>
  api<void>("/notices/opened", { method: "POST", body: { case_id, turn, position }, keepalive: true });

export const noteReadUntil = (until: string) => api<void>("/notices/read", { method: "POST", body: { until } });

export const choose = (body: ToChoose) => api<NoticeChoice>("/notices/choice", { method: "PUT", body });

export const tryChannel = (channel: string) => api<void>("/notices/trial", { method: "POST", body: { channel } });

export const sendAgain = (key: string) => api<void>("/notices/failing/again", { method: "POST", body: { key } });
