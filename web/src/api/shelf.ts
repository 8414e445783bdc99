import { freshKey } from "~/logic/ids";
import type { Kept as KeptDraft } from "~/logic/drafts";
import type { Entry, Shelf } from "~/logic/outbox";

const LEFT_ALONE = 60_000;

interface Kept {
  at: number;
  entries: Entry[];
}

/** The tab's own name, the same after a reload. */
function tabName(): string {
  const name = sessionStorage.getItem("banjie.tab") ?? freshKey();
  sessionStorage.setItem("banjie.tab", name);
  return name;
}

/** Where a person's acts wait that are not sent: in this browser, by tab, so that two tabs do not send each other's. */
export function browserShelf(person: string): Shelf {
  const all = `banjie.outbox.${person}.`;
  const own = all + tabName();
  return {
    read: () => Object.keys(localStorage).filter((key) => key.startsWith(all)).flatMap((key) => taken(key, key === own)),
    write(entries) {
      if (entries.length === 0) localStorage.removeItem(own);
      else localStorage.setItem(own, JSON.stringify({ at: Date.now(), entries } satisfies Kept));
    },
  };
}

/** What is kept under a key; of another tab only what that has left alone. */
function taken(key: string, own: boolean): Entry[] {
  const kept = JSON.parse(localStorage.getItem(key) ?? "null") as Kept | null;
  if (!kept || (!own && Date.now() - kept.at < LEFT_ALONE)) return [];
  if (!own) localStorage.removeItem(key);
  return kept.entries;
}

/** Where a draft waits in this browser; one without room for it does without. */
export const draftShelf = (key: string) => ({
  read: () => JSON.parse(localStorage.getItem(key) ?? "null") as KeptDraft | null,
  write(kept: KeptDraft) {
    try {
      localStorage.setItem(key, JSON.stringify(kept));
    } catch {
      localStorage.removeItem(key);
    }
  },
  drop: () => localStorage.removeItem(key),
});
