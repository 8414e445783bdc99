import type { taskTexts } from "./texts";

/** How something is asked for. */
export type Kind =
  | "text" | "person" | "people" | "moment" | "within" | "how" | "mode" | "grant" | "fields" | "outcome" | "approvers" | "files";

/** One thing a verb asks for: `name` is what the API calls it. */
export interface Asked {
  name: string;
  kind: Kind;
  text: keyof typeof taskTexts;
  needed: boolean;
}

const asked = (name: string, kind: Kind, text: Asked["text"], needed = true): Asked => ({ name, kind, text, needed });

const says = asked("comment", "text", "verbText");
const reason = asked("comment", "text", "verbReason");
const maySay = asked("comment", "text", "verbText", false);
const mayBeWithin = asked("due", "within", "verbDue", false);

/** The verbs of a task by what they ask for. */
export const VERBS: Record<string, readonly Asked[]> = {
  claim: [],
  release: [],
  resume: [],
  reclaim: [],
  take_back: [maySay],
  transfer: [asked("to", "person", "verbTo"), reason],
  delegate: [asked("to", "person", "verbTo"), says],
  add_signer: [
    asked("to", "people", "verbWho"),
    asked("how", "how", "verbHow"),
    asked("mode", "mode", "verbRule"),
    says,
    mayBeWithin,
    asked("outcome", "outcome", "verbOutcome", false),
  ],
  remove_signer: [asked("people", "people", "verbWho", false), maySay],
  supplement: [asked("fields", "fields", "verbFields"), says, asked("to", "person", "verbFrom", false), mayBeWithin],
  ask: [asked("to", "people", "verbWho"), says, mayBeWithin],
  unask: [maySay],
  hold: [asked("until", "moment", "verbUntil"), reason],
  extend: [asked("due", "moment", "verbUntil"), reason],
  decide_extension: [asked("grant", "grant", "verbGrant"), maySay],
  promise: [asked("until", "moment", "verbUntil"), says],
  comment: [says, asked("to", "people", "verbTell", false), asked("approvers", "approvers", "approversOnly", false)],
  attach: [asked("files", "files", "files"), maySay],
};

/** What stands in the dialog before anything is chosen. */
export const FIRST: Record<string, unknown> = { how: "before", mode: "all" };
