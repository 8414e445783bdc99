/** What a verb asks for besides being chosen. */
export type Input = "text" | "reason" | "to" | "who" | "until" | "due" | "how" | "rule" | "fields" | "from" | "outcome" | "approvers";

interface Asking {
  inputs: readonly Input[];
  /** What must be given. */
  needed: readonly Input[];
}

const asks = (needed: readonly Input[], optional: readonly Input[] = []): Asking => ({ inputs: [...needed, ...optional], needed });

/** The verbs of a task by what they ask for. A verb that is not here asks for a comment alone. */
export const VERBS: Record<string, Asking> = {
  claim: asks([]),
  release: asks([], ["text"]),
  resume: asks([]),
  reclaim: asks([]),
  unask: asks([]),
  take_back: asks([], ["text"]),
  transfer: asks(["to", "reason"]),
  delegate: asks(["to", "text"]),
  add_signer: asks(["who", "how", "rule", "text"], ["due", "outcome"]),
  remove_signer: asks(["who"]),
  supplement: asks(["fields", "text"], ["from", "due"]),
  ask: asks(["who", "text"], ["due"]),
  hold: asks(["until", "reason"]),
  extend: asks(["until", "reason"]),
  promise: asks(["until", "text"]),
  urge: asks(["text"]),
  comment: asks(["text"], ["approvers"]),
  copy: asks(["who"], ["text"]),
};

export const ANY_VERB = asks([], ["text"]);
