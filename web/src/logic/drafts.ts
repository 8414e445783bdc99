import type { DraftShown } from "~/api/schema";
import type { Values } from "./forms";

export interface Written {
  data: Values;
  comment: string;
}

/** A draft as this browser keeps it. `base`: when the server's draft was made that this one goes on from. */
export interface Kept extends Written {
  at: string;
  base?: string | null;
}

type OnServer = Pick<DraftShown, "at" | "data" | "comment">;

const NOTHING: Written = { data: {}, comment: "" };

/**
 * What to go on with: what this browser has, unless the server's was written elsewhere meanwhile and is the later one,
 * or is gone: it was handed in elsewhere, or thrown away. `isUnsent`: the server does not know it yet.
 */
export function firstDraft(here: Kept | null, there: OnServer | null): { written: Written; restored: boolean; isUnsent: boolean } {
  const isHere = here !== null && (there ? here.base === there.at || here.at >= there.at : !here.base);
  const kept = isHere ? here : there;
  if (!kept) return { written: NOTHING, restored: false, isUnsent: false };
  const written = { data: kept.data, comment: kept.comment };
  const isUnsent = isHere && (!there || JSON.stringify(written) !== JSON.stringify({ data: there.data, comment: there.comment }));
  return { written, restored: Object.keys(written.data).length > 0, isUnsent };
}
