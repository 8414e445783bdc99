import { useState } from "react";
import { api } from "~/api/client";
import type { DraftShown, FormField, StartForm } from "~/api/schema";
import { draftShelf } from "~/api/shelf";
import { startAddress } from "~/api/starts";
import { DraftKeeper } from "~/logic/draftKeeper";
import { firstDraft, type Written } from "~/logic/drafts";
import { isEmpty, isWritable, type Values } from "~/logic/forms";
import { useKeeper } from "~/parts/form/useKeeper";
import { useSession } from "~/session/Session";

const PAUSE = 1_500;

/** What is filled in of a start is kept until the case has begun; a copy of a case has a draft of its own. */
export function useStartDraft(start: StartForm) {
  const person = useSession().person.id;
  const [{ first, restored, keeper }] = useState(() => begun(start, person));
  return { first, restored, keeper, standing: useKeeper(keeper) };
}

function begun(start: StartForm, person: string) {
  const { copied, draft } = start;
  const address = startAddress(start.process, start.start);
  const shelf = draftShelf(`banjie.draft.${person}.${address}${copied ? `/${copied.case_id}` : ""}`);
  const { written, restored, isUnsent } = firstDraft(shelf.read(), draft);
  const query = { copy_of: copied?.case_id };
  const put = (now: Written, leaving: boolean) =>
    api<DraftShown>(`${address}/draft`, { method: "PUT", query, body: { data: now.data }, keepalive: leaving });
  const first = { ...valuesOf(start.form.fields), ...written.data };
  const keeper = new DraftKeeper({ put, shelf, first: { data: first, comment: "" }, base: draft?.at ?? null, isUnsent, pause: PAUSE });
  return { first, restored, keeper };
}

/** What stands in the form already: one's draft, or what the case held that is copied. */
const valuesOf = (fields: readonly FormField[]): Values =>
  Object.fromEntries(fields.filter((field) => isWritable(field) && !isEmpty(field.value)).map((field) => [field.path, field.value]));
