// Made of the API's shapes by `python -m api.typescript`; not written by hand.

/** What became of an act: done, or accepted and not answered yet (it is sent again until it is). */
export interface Act {
  status: "done" | "pending";
  command: string;
  case_id: string;
  turn: number | null;
}

/** What somebody to whom the task was lent recommends. */
export interface AdviceShown {
  by: Person;
  outcome: string;
  name: Words;
  comment: string;
  data: Record<string, unknown>;
}

/** A result for each item, in their order. */
export interface BatchAnswer {
  items: BatchResult[];
}

/** Tasks to decide at once, each for itself; `comment` goes to all. */
export interface BatchBody {
  items: BatchItem[];
  comment?: string;
}

/** One of many tasks that are decided at once. */
export interface BatchItem {
  case_id: string;
  task: string;
  outcome?: string | null;
  data?: Record<string, unknown>;
  seen?: number | null;
  signature?: string;
}

/** What became of one of them. `problem`: why it was refused. */
export interface BatchResult {
  case_id: string;
  task: string;
  status: "done" | "pending" | "refused";
  command: string;
  turn: number | null;
  problem: Problem | null;
}

/** A task beside this one, or the one this stands beside: what was asked of whom, by whom, with which words. */
export interface Beside {
  task: string;
  kind: string;
  people: Person[];
  asked_by: Person | null;
  text: string;
  fields: string[];
  due: string | null;
}

/** A field that is different from when the asker last saw it; values as people read them. */
export interface Changed {
  path: string;
  label: Words;
  old: Words;
  new: Words;
  old_value: unknown;
  new_value: unknown;
}

/** One change of what the asker may see, as an event of `GET /api/events` (`event: changed`).
 * `lists`: which of the asker's lists it concerns: those of tasks, and `started`, `copied`, `followed`, `notices`. */
export interface Changes {
  kind: "changed";
  lists: string[];
  case_id: string;
  turn: number;
  tasks: string[];
}

/** One value of a choice, and what people call it. */
export interface Choice {
  value: string;
  label: Words;
}

/** What became of an act: `done` in turn `turn`, still `pending`, or `refused` by `problem`. */
export interface CommandFate {
  command: string;
  case_id: string;
  verb: string;
  at: string;
  status: "done" | "pending" | "refused";
  turn: number | null;
  problem: Problem | null;
}

/** Something said about the case: a comment, a decision's words, a question or its answer. */
export interface CommentMade {
  turn: number;
  at: string;
  by: Person;
  kind: string;
  step: string | null;
  step_name: Words;
  to: Person[];
  text: string;
  approvers: boolean;
}

/** What an act will do, as it was tried on a copy of the case: `sentence` says it in one line.
 * `next`: what will be open then. `waits`: it is one vote or opinion, the step goes on for others. `left`: what is
 * cancelled. `again`: decided steps that must be decided once more, `stands`: whose decision stands. `ends`: the end
 * state the case comes to. `straight_back`: after correction it comes straight back to the asker. `refused`: it would
 * be refused so, as the form is filled now. */
export interface Consequence {
  sentence: Words;
  next: NextTask[];
  waits: boolean;
  left: StepNamed[];
  again: StepNamed[];
  stands: StepNamed[];
  ends: Words | null;
  straight_back: boolean;
  refused: Problem | null;
}

/** A button of the decision bar: an outcome (`POST …/complete` with `outcome`) or a way back (`…/return` with `to`).
 * `manner`: how it looks; `refuse` and `return` stand apart. `require`: fields it needs beside those of the form.
 * `allowed` false: `why_not` says why. `consequence`: None where it depends on what is still to be filled in. */
export interface Decision {
  kind: "outcome" | "return";
  id: string;
  name: Words;
  manner: "agree" | "refuse" | "abstain" | "neutral" | "return";
  comment: "optional" | "required" | "none";
  signature: boolean;
  require: string[];
  allowed: boolean;
  why_not: Words | null;
  consequence: Consequence | null;
}

/** What is kept of a form that is not sent yet; it is laid over what was kept before. */
export interface DraftBody {
  data?: Record<string, unknown>;
  outcome?: string | null;
  comment?: string;
}

/** What the asker has filled in and not sent. `stale`: the case has moved since. */
export interface DraftShown {
  at: string;
  data: Record<string, unknown>;
  outcome: string | null;
  comment: string;
  turn: number | null;
  stale: boolean;
}

/** What is wrong with one field; `path` is empty where it is the whole form. */
export interface FieldProblem {
  path: string;
  code: string;
  sentence: Words;
}

/** A file in a field or attached to the case. Its content: `GET /api/files/{digest}`. */
export interface FileShown {
  digest: string;
  name: string;
  size: number;
  media_type: string;
  path: string | null;
  label: Words;
  by: Person | null;
  at: string | null;
  comment: string;
}

/** A form: its fields in the order of the definition, what a filled one must meet, what the case is told of it. */
export interface Form {
  fields: FormField[];
  checks: Words[];
}

/** A field: `value` as JSON (decimals are texts), `text` the same as people read it.
 * `columns`: parts of an object, columns of a table. `items`: what a list holds. `only_if`: a condition, `open` says
 * whether it holds now; while it does not, the field need and may not be filled. `calculated`: never written by
 * people. `people`: who may be chosen, where the definition limits it; None: anybody. `required_by`: outcomes that
 * need it filled. `max_size`: of each file, in bytes. */
export interface FormField {
  path: string;
  fill: "show" | "edit" | "require";
  type: "text" | "long_text" | "integer" | "number" | "percent" | "money" | "date" | "time" | "date_time" | "duration" | "yes_no" | "choice" | "person" | "department" | "file" | "files" | "object" | "table" | "list";
  label: Words;
  help: Words;
  value: unknown;
  text: Words;
  default: unknown;
  items: "text" | "integer" | "number" | "percent" | "money" | "date" | "time" | "date_time" | "duration" | "person" | "department" | null;
  choices: Choice[];
  columns: FormField[];
  currency: string | null;
  minimum: unknown;
  maximum: unknown;
  pattern: string | null;
  file_kinds: string[];
  max_size: number | null;
  only_if: string | null;
  open: boolean;
  calculated: boolean;
  people: Person[] | null;
  required_by: string[];
}

/** It runs. `processes`: how many are deployed. */
export interface Health {
  processes: number;
}

/** A task that will be open then: of which step, for whom, due when. */
export interface NextTask {
  step: string;
  name: Words;
  people: Person[];
  due: string | null;
}

/** One step of the path strip. `done`: by whom, when, with which outcome and words; `now`: whose it is; `next`: to
 * whom it would go; `skipped`: `reason`. `depends`: it comes only if a condition holds that is not known yet. */
export interface PathStep {
  step: string;
  name: Words;
  state: "done" | "now" | "next" | "skipped" | "cancelled";
  people: Person[];
  on_behalf_of: Person[];
  at: string | null;
  due: string | null;
  outcome: Words;
  words: string;
  reason: Words;
  depends: boolean;
}

/** Somebody, as pages name them. `department` tells people of one name apart. */
export interface Person {
  id: string;
  name: Words;
  department: Words;
  absent: boolean;
}

/** Why a request came to nothing. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  code: string;
  detail: string;
  sentence: Words;
  hint: Words | null;
  fields: FieldProblem[];
}

/** A step by name. */
export interface StepNamed {
  step: string;
  name: Words;
}

/** One of the at most five fields that say what a case is about. */
export interface SummaryField {
  path: string;
  label: Words;
  text: Words;
}

/** How long the lists are; `badge` is what the sign on the inbox says: `mine` and `group` together.
 * `late` and `today`: of those two lists. `team`: None for who is nobody's superior. */
export interface TaskCounts {
  badge: number;
  mine: number;
  group: number;
  waiting: number;
  late: number;
  today: number;
  team: number | null;
  copied_unread: number;
}

/** A row of a list of tasks.
 * `standing`: how it is the asker's. `remaining_seconds`: of working time until it is due, below zero once it is late.
 * `for_whom`: the person the asker stands in for. `together`: it may be decided with others at once. `side`: it stands
 * beside another task (`before`, `after`, `beside`: an added signer; `supplement`, `question`). A sealed case that is
 * not the asker's has no title. `done_at`, `by`, `outcome`: of one that is over. */
export interface TaskItem {
  case_id: string;
  task: string;
  process: string;
  process_name: Words;
  step: string;
  step_name: Words;
  business_key: string;
  title: Words;
  summary: SummaryField[];
  stage: Words;
  starter: Person | null;
  started_at: string;
  since: string;
  standing: "mine" | "offered" | "waiting" | "others" | "over";
  status: "created" | "open" | "decided" | "returned" | "cancelled";
  holder: Person | null;
  offered_to: Person[];
  for_whom: Person | null;
  lent_to: Person | null;
  due: string | null;
  due_state: "none" | "fine" | "soon" | "today" | "late";
  remaining_seconds: number | null;
  priority: unknown;
  held_until: string | null;
  side: string;
  together: boolean;
  sealed: boolean;
  done_at: string | null;
  by: Person | null;
  on_behalf_of: Person | null;
  outcome: Words;
}

/** Everything of one task in one answer. `revision` is what acts send as `seen`.
 * `why`: why it came to the asker and why it is due then, a sentence each. `seen_at`: when the asker last acted in the
 * case, which `changes` count from. `over`: what became of a task that is done, when, by whom. `phrases`: what one may
 * say in a comment at a touch. */
export interface TaskPage {
  item: TaskItem;
  revision: number;
  why: Words[];
  over: Words | null;
  form: Form;
  decisions: Decision[];
  verbs: VerbAllowed[];
  path: PathStep[];
  seen_at: string | null;
  changes: Changed[];
  comments: CommentMade[];
  files: FileShown[];
  draft: DraftShown | null;
  serves: Beside | null;
  asked: Beside[];
  advice: AdviceShown | null;
  phrases: Words[];
}

/** Another verb of the task: `POST …/{verb}`. Where it is not allowed now, `code` and `why_not` say why. */
export interface VerbAllowed {
  verb: string;
  name: Words;
  allowed: boolean;
  code: string | null;
  why_not: Words | null;
}

/** A text for people, in both languages; equal where there is one only. */
export interface Words {
  zh: string;
  en: string;
}
