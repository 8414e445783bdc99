import type { DraftShown } from "~/api/schema";
import type { Values } from "./forms";

export interface Written {
  data: Values;
  comment: string;
}

/** A draft as this browser keeps it. */
export interface Kept extends Written {
  at: string;
}

const NOTHING: Written = { data: {}, comment: "" };

/** What to go on with: the later of what this browser and the server have. */
export function firstDraft(here: Kept | null, there: DraftShown | null): { written: Written; restored: boolean } {
  const kept = here && (!there || here.at >= there.at) ? here : there;
  if (!kept) return { written: NOTHING, restored: false };
  const written = { data: kept.data, comment: kept.comment };
  return { written, restored: Object.keys(written.data).length > 0 };
}
