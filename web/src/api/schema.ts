// Made of the API's shapes by `python -m api.typescript`; not written by hand.

/** When somebody is away; why is told to those who answer for them. */
export interface AbsenceTold {
  first: string;
  last: string | null;
  reason: string;
}

/** Something that was done to an account. `by` None: the command line, or Banjie itself. */
export interface AccountChangeListed {
  person: Person;
  kind: string;
  at: string;
  by: Person | null;
  said: Record<string, unknown>;
}

/** What was done to accounts, the latest first. */
export interface AccountChangesListed {
  items: AccountChangeListed[];
}

/** An account. `person.name` is their id where they are not in the directory any more. */
export interface AccountListed {
  person: Person;
  user_name: string;
  roles: ("operator" | "auditor" | "administrator")[];
  disabled: boolean;
  must_change_password: boolean;
  has_password: boolean;
  at_provider: boolean;
  made_at: string;
  signed_in_at: string | null;
}

/** An account with its first password, shown this once; None: it has none. */
export interface AccountMade {
  account: AccountListed;
  password: string | null;
}

/** Somebody's account, for administrators. */
export interface AccountTold {
  user_name: string;
  roles: string[];
  disabled: boolean;
  signed_in_at: string | null;
}

/** The accounts, by person. */
export interface AccountsListed {
  items: AccountListed[];
}

/** What became of an act: done, or accepted and not answered yet (it is sent again until it is). */
export interface Act {
  status: "done" | "pending";
  command: string;
  case_id: string;
  turn: number | null;
}

/** What an act needs: about what, to whom, the text or reason, until when, which data, outcome or step. */
export interface ActBody {
  subject?: string | null;
  to?: string | null;
  text?: string;
  until?: string | null;
  data?: Record<string, unknown>;
  outcome?: string | null;
  target?: string | null;
}

/** Something that can be done about it. Not allowed: `why_not` says why. `needs`: what has to be filled in.
 * `subject` is the task, incident or step instance it is about; it goes into the body of the act. */
export interface Action {
  act: "nudge" | "reassign" | "retry" | "correct" | "return" | "skip" | "extend" | "promise" | "pause" | "resume" | "cancel";
  name: Words;
  may: boolean;
  why_not: Words | null;
  subject: string | null;
  step: StuckStepNamed | null;
  needs: ("to" | "text" | "until" | "data" | "outcome" | "target")[];
  suggested: boolean;
  people: Person[];
  targets: StuckStepNamed[];
  outcomes: StuckStepNamed[];
}

/** Ask further people to sign (加签): `before` me (I wait), `after` me (my decision is given here) or `beside` me.
 * `mode`: `all` of them, `any`, or in `order`. `due`: by when, a moment; left out, half of what is left. `outcome`,
 * `data` and `signature`: my decision, where they sign after it. */
export interface AddSignerBody {
  to: string[];
  how?: "before" | "after" | "beside";
  mode?: "all" | "any" | "order";
  comment?: string;
  due?: string | null;
  outcome?: string | null;
  data?: Record<string, unknown>;
  signature?: string;
}

/** What somebody to whom the task was lent recommends. */
export interface AdviceShown {
  by: Person;
  outcome: string;
  name: Words;
  comment: string;
  data: Record<string, unknown>;
}

/** What is to be tried again. */
export interface Again {
  key: string;
}

/** The money at stake: the field of the case's summary that says it, as a decimal. */
export interface Amount {
  name: Words;
  value: string;
  currency: string | null;
}

/** Ask people a question about the case (沟通); the answer comes to my task, nothing waits. */
export interface AskBody {
  to: string[];
  comment: string;
  due?: string | null;
}

/** Add files to the case, or to an open task of it: references, as fields hold them (附件). */
export interface AttachBody {
  files: unknown[];
  comment?: string;
}

/** Files to add, as they were given by `POST /api/files`; `task`: to a task of it. */
export interface AttachTo {
  files: FileRef[];
  comment?: string;
  task?: string | null;
}

/** Something somebody did. `said` is a sentence without words of the case; `refused`: the code, where it was,
 * and `problem` what it says to people. */
export interface AuditLine {
  kind: "command" | "directory" | "hand-over" | "hand-over-undone" | "account" | "setting" | "deployment" | "publication" | "publication-decided" | "organisation" | "opening" | "opening-answered" | "phrases";
  id: string;
  at: string;
  by: Person | null;
  on_behalf_of: Person | null;
  said: Words;
  case_id: string | null;
  business_key: string;
  reason: string;
  refused: string;
  problem: Words;
  via: string;
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

/** A piece of a document: a heading, a paragraph, an item of a list, or a table of texts. */
export interface Block {
  kind: "heading" | "paragraph" | "item" | "table";
  level: number;
  text: string;
  rows: string[][];
}

/** Where a node stands: its upper left corner, in pixels at full size. */
export interface Box {
  id: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** An event of the definition that somebody may press, or a message that may be recorded by hand. */
export interface Button {
  id: string;
  verb: "press" | "record";
  name: Words;
  holder: string | null;
  form: Form;
  comment: "optional" | "required" | "none";
}

/** The same, to be put in force: why, and what was looked at before (`CalendarEffect.seen`). */
export interface CalendarApplied {
  text: string;
  reason: string;
  seen: string;
}

/** A calendar, a holiday table or a notice of holidays, as its YAML file has it. */
export interface CalendarChange {
  text: string;
}

/** What a change does. `looked`: at how many open limits, `all_limits`: these are all. `seen` names it. */
export interface CalendarEffect {
  seen: string;
  days: DayChanged[];
  more_days: number;
  looked: number;
  all_limits: boolean;
  moved: LimitMoved[];
  count_moved: number;
  count_breached: number;
}

/** A calendar. `provisional`: of this year and the next, those whose holidays are not announced yet. */
export interface CalendarTold {
  id: string;
  name: Words;
  zone: string;
  is_default: boolean;
  holidays: string | null;
  provisional: number[];
}

/** All calendars, the company's first. `may_change`: the asker may, and sees how far limits `follow`. */
export interface CalendarsTold {
  items: CalendarTold[];
  today: string;
  may_change: boolean;
  follow: LimitsFollow | null;
}

/** All there is to say of one case that is stuck, or is not: then `stuck` is None. */
export interface Card {
  case: CaseNamed;
  stuck: "cannot_move" | "does_not_move" | "will_be_late" | null;
  since: string | null;
  stuck_for: number | null;
  harm: Harm;
  waits: Waiting[];
  timeline: Held[];
  tried: Tried[];
  coming: Coming[];
  expected: Expected[];
  actions: Action[];
  root: CaseNamed | null;
  now: string;
}

/** A case that may be picked in a field; `value` is what the field then holds. */
export interface CaseChoice {
  case_id: string;
  business_key: string;
  process_name: Words;
  title: Words;
  status: "open" | "completed" | "cancelled";
  value: unknown;
}

/** A case in a list. `end` names the end state; `sealed` and not the asker's: without title and summary.
 * `started_by`: who has started it for the `starter`. */
export interface CaseLine {
  case_id: string;
  business_key: string;
  process: string;
  process_name: Words;
  title: Words;
  summary: SummaryField[];
  stage: Words | null;
  status: "open" | "completed" | "cancelled";
  end: Words | null;
  reason: string;
  starter: Person | null;
  starter_for: Person | null;
  started_by: Person | null;
  started_at: string;
  changed_at: string;
  ended_at: string | null;
  due: string | null;
  late: boolean;
  holders: Holder[];
  next: ComingEvent | null;
  incidents: number;
  sealed: boolean;
  readable: boolean;
  followed: boolean;
  copied: Copied | null;
}

/** What a case is called. */
export interface CaseName {
  case_id: string;
  business_key: string;
  process_name: Words;
  title: Words;
}

/** A case, as lists name it. `title` is empty where the case is sealed and not for who asks. */
export interface CaseNamed {
  case_id: string;
  business_key: string;
  process: string;
  process_name: Words;
  version: number | null;
  title: Words;
  initiator: Person | null;
  department: Words;
  started_at: string;
  sealed: boolean;
}

/** A case, as somebody may see it: where it is and has been, who has it, what comes next. `urgeable`: the steps it
 * may be urged at. */
export interface CaseShown {
  case: CaseLine;
  department: Words;
  start: string;
  stages: Stage[];
  way: WayShown;
  coming: ComingEvent[];
  incidents: Words[];
  related: Related[];
  uses: UseShown[];
  verbs: CaseVerb[];
  buttons: Button[];
  urgeable: string[];
  readable: boolean;
  revision: number;
}

/** What the asker may do with the case as a whole; `why_not` where it is closed for now. */
export interface CaseVerb {
  verb: "comment" | "attach" | "copy" | "recall" | "withdraw" | "urge" | "revoke" | "follow" | "unfollow" | "read";
  possible: boolean;
  why_not: Words | null;
}

/** Why a case does not go on: one of the closed list, in a word and in a sentence. */
export interface Cause {
  code: "assignee-has-not-acted" | "assignee-away" | "nobody-may-act" | "nobody-has-claimed" | "vote-short" | "waiting-for-initiator" | "waiting-for-message" | "waiting-for-timer" | "waiting-for-condition" | "waiting-for-batch" | "clock-paused" | "service-failing" | "waiting-for-service" | "no-worker" | "workflow-failing" | "data-gives-no-answer" | "join-dead" | "called-case" | "engine-behind";
  name: Words;
  sentence: Words;
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

/** What shall be otherwise with an account. `reset`: a new first password. */
export interface ChangingAccount {
  roles?: ("operator" | "auditor" | "administrator")[] | null;
  disabled?: boolean | null;
  reset?: boolean;
}

/** One's password of now, and the new one. */
export interface ChangingPassword {
  before: string;
  password: string;
}

/** A channel that is set up. `reaches`: where it finds one; None: one is not known there. */
export interface ChannelTold {
  channel: "mail" | "wecom" | "dingtalk" | "feishu" | "webhook";
  reaches: string | null;
}

/** One thing looked at: `note` is worth knowing, `bad` must be mended; `hint` is what helps. */
export interface CheckTold {
  what: string;
  name: Words;
  state: "good" | "note" | "bad";
  said: Words;
  hint: Words;
}

/** What was found. `states`: how many states were seen to prove it; `proved`: they were all there are. */
export interface Checked {
  process: string | null;
  digest: string | null;
  problems: Found[];
  scenario_problems: Found[];
  states: number | null;
  proved: boolean | null;
}

/** One value of a choice, and what people call it. */
export interface Choice {
  value: string;
  label: Words;
}

/** Take a task from the pool for oneself. */
export interface ClaimBody {
}

/** How many are stuck in one way: now, at this time yesterday, a week ago. */
export interface ClassCount {
  stuck: "cannot_move" | "does_not_move" | "will_be_late";
  now: number;
  yesterday: number;
  last_week: number;
}

/** Cases stuck by one and the same thing: an endpoint, a version, a person, a missing message. `key` is what a list
 * of them is filtered by. */
export interface Cluster {
  cause: Cause;
  key: string;
  shared: Words;
  sentence: Words;
  count: number;
  since: string;
  process: string | null;
  step: StuckStepNamed | null;
  people: Person[];
  act: "nudge" | "reassign" | "retry" | "correct" | "return" | "skip" | "extend" | "promise" | "pause" | "resume" | "cancel" | null;
  case_ids: string[];
}

/** One problem or many: the largest clusters first. `alone`: stuck cases that share nothing with another. */
export interface Clusters {
  items: Cluster[];
  alone: number;
  fresh: Freshness;
}

/** What happens by itself, and when. */
export interface Coming {
  at: string;
  what: Words;
  step: StuckStepNamed | null;
}

/** What happens by itself, and when. */
export interface ComingEvent {
  at: string;
  sentence: Words;
  step: string | null;
}

/** What lapses until then: by default until noon of the next working day but one weekend away. */
export interface ComingLapses {
  until: string;
  items: Lapsing[];
  total: number;
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

/** Say something about the case, or about an open task of it; whom it names is told (评论).
 * `approvers`: for those who decide or have decided, not for the starter and those who read along. */
export interface CommentBody {
  comment: string;
  to?: string[];
  approvers?: boolean;
}

/** What people have said in a case, in order. */
export interface CommentList {
  items: CommentMade[];
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

/** A comment. `approvers`: only for those who decide; `to`: who is told. */
export interface CommentOn {
  comment: string;
  approvers?: boolean;
  to?: string[];
}

/** A version of organisation and calendars. */
export interface CompanyVersion {
  version: number;
  at: string;
  by: Person | null;
}

/** Decide a task: the outcome, the filled form (values as JSON, by path) and a comment.
 * `take_out`: of the task of a list, the cases that do not go with it. `seen`: the revision of the data that the page
 * showed, the number of the case's last turn then. `together`: one of many that are decided at once. `signature`:
 * one's own name, where the outcome asks for it. */
export interface CompleteBody {
  outcome?: string | null;
  data?: Record<string, unknown>;
  comment?: string;
  take_out?: TakenOut[];
  seen?: number | null;
  signature?: string;
}

/** A connector. `used_by`: processes that call it; `failing`: steps parked at it now, with the last error. */
export interface ConnectorTold {
  name: string;
  used_by: Words[];
  failing: number;
  last_error: Words;
  last_at: string | null;
}

/** Connectors, those failing first; channels to people that are set up; secrets by name. */
export interface ConnectorsTold {
  connectors: ConnectorTold[];
  channels: ("mail" | "wecom" | "dingtalk" | "feishu" | "webhook")[];
  secrets: SecretTold[];
}

/** What an act will do, as it was tried on a copy of the case: `sentence` says it in one line.
 * `next`: what will be open then. `waits`: it is one vote or opinion, the step goes on for others. `left`: what is
 * cancelled. `again`: decided steps that must be decided once more, `stands`: whose decision stands. `going_on`: steps
 * that begin and are nobody's task. `ends`: the end state the case comes to. `straight_back`: after correction it
 * comes straight back to the asker. `assumed`: fields still empty, for which something was assumed. `refused`: it
 * would be refused so, as the form is filled now. */
export interface Consequence {
  sentence: Words;
  next: NextTask[];
  waits: boolean;
  left: TasksStepNamed[];
  again: TasksStepNamed[];
  stands: TasksStepNamed[];
  going_on: TasksStepNamed[];
  ends: Words | null;
  straight_back: boolean;
  assumed: string[];
  refused: Problem | null;
}

/** Where somebody is known outside. `email`: their address in the organisation; `set_up`: channels there are;
 * `reached_by`: those of them that find this person. */
export interface Contacts {
  person: Person;
  contacts: Record<string, string>;
  email: string;
  set_up: ("mail" | "wecom" | "dingtalk" | "feishu" | "webhook")[];
  reached_by: ("mail" | "wecom" | "dingtalk" | "feishu" | "webhook")[];
}

/** That the asker reads along. `read_at` empty: not read yet. */
export interface Copied {
  at: string;
  by: Person | null;
  text: string;
  read_at: string | null;
}

/** The case whose data a form was filled with. `left_out`: fields of it that are not handed in here, or not fit. */
export interface CopiedFrom {
  case_id: string;
  business_key: string;
  title: Words;
  left_out: Words[];
}

/** Who shall read along. */
export interface CopyTo {
  people: string[];
  comment?: string;
}

/** What a case holds, as a document of fields that are only shown; `empty` are those nobody has filled. */
export interface DataShown {
  form: Form;
  empty: Words[];
  revision: number;
}

/** A day with other hours than before. */
export interface DayChanged {
  calendar: Words;
  date: string;
  before: string[];
  now: string[];
}

/** A day: why it is as it is, its hours (`09:00-12:00`), what the day is called. */
export interface DayTold {
  date: string;
  kind: "open" | "closed" | "weekly" | "holiday" | "make_up" | "extra";
  hours: string[];
  name: Words;
  provisional: boolean;
}

/** The superior grants the due time asked for, or does not, with a reason. */
export interface DecideExtensionBody {
  grant: boolean;
  comment?: string;
}

/** A button of the decision bar: an outcome (`POST …/complete` with `outcome`) or a way back (`…/return` with `to`).
 * `manner`: how it looks; `refuse` and `return` stand apart. `require`: fields it needs beside those of the form.
 * `reasons`: what is usually said with it, where it refuses or returns.
 * `allowed` false: `why_not` says why. `consequence`: None where it depends on what is still to be filled in. */
export interface Decision {
  kind: "outcome" | "return";
  id: string;
  name: Words;
  manner: "agree" | "refuse" | "abstain" | "neutral" | "return";
  comment: "optional" | "required" | "none";
  signature: boolean;
  require: string[];
  reasons: Words[];
  allowed: boolean;
  why_not: Words | null;
  consequence: Consequence | null;
}

/** A version with its text and what it holds; what it does is told by its diagram. */
export interface DefinitionDetail {
  item: DefinitionItem;
  version: number;
  newest: boolean;
  source: string;
  scenarios: string;
  fields: FieldTold[];
}

/** A process as it is deployed. `stopped`: nobody may start it now, and why. */
export interface DefinitionItem {
  process: string;
  name: Words;
  department: Words;
  version: number;
  digest: string;
  since: string;
  by: Person | null;
  starts: StartTold[];
  open_cases: number;
  stopped: string | null;
  may_publish: boolean;
}

/** Lend one's task: the other fills in and recommends, oneself confirms (委派). */
export interface DelegateBody {
  to: string;
  comment: string;
}

/** What became of a message. `refused`: starts it should have made and that were refused, in words. */
export interface Delivered {
  status: "delivered" | "pending";
  command: string;
  cases: string[];
  started: string[];
  refused: string[];
}

/** The accounts of a demonstration, all with one password; those to begin with come first. */
export interface Demonstration {
  password: string;
  accounts: DemonstrationAccount[];
}

/** An account that anybody may use; `said` names their roles, `first` what to begin with as one of a few. */
export interface DemonstrationAccount {
  user_name: string;
  person: Person;
  said: Words;
  first: Words | null;
}

/** A department of the starter for which it may be started. */
export interface DepartmentChoice {
  id: string;
  name: Words;
  main: boolean;
}

/** A department. `people`: how many have a post in it or in one within it. */
export interface DepartmentTold {
  id: string;
  name: Words;
  parent: string | null;
  head: Person | null;
  people: number;
  calendar: string | null;
}

/** A definition, drawn wide (left to right) and narrow (downwards). `marks` only where something is to be told. */
export interface Diagram {
  process: string;
  plan: string;
  name: Words;
  nodes: Node[];
  edges: Edge[];
  wide: Layout;
  narrow: Layout;
  marks: Mark[];
}

/** One thing that is new, gone or other than before. */
export interface DifferenceTold {
  kind: "added" | "removed" | "changed";
  what: string;
  id: string;
  name: Words;
  keys: string[];
}

/** What is different between two versions: as people think of it, and line by line.
 * `texts`: what running cases read otherwise, as it stands in both. */
export interface Differences {
  before: number;
  after: number;
  change: "new" | "same" | "texts" | "behaviour" | "both";
  told: DifferenceTold[];
  texts: TextTold[];
  lines: LineOfText[];
}

/** What is kept of a form that is not sent yet; it is laid over what was kept before, where it says something. */
export interface DraftBody {
  data?: Record<string, unknown>;
  outcome?: string | null;
  comment?: string | null;
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

/** From node to node. `back`: a return or a loop; `event`: what may happen meanwhile. `label`: when it is taken. */
export interface Edge {
  id: string;
  source: string;
  target: string;
  kind: "forward" | "back" | "event";
  label: Words;
}

/** What an act would do, line by line; nothing is done. */
export interface Effect {
  lines: Words[];
}

/** Why it ends. */
export interface EndStandIn {
  reason?: string;
}

/** When a step will end, from how long it took before: in half of the cases by `half`, in four of five by `most`.
 * `reassigned`: if somebody else begins it now. None: too few have gone that way to say; `seen` is how many. */
export interface Expected {
  how: "as_it_is" | "reassigned";
  step: StuckStepNamed;
  half: string | null;
  most: string | null;
  seen: number;
}

/** Ask the superior for a later due time, with a reason (申请延期). */
export interface ExtendBody {
  due: string;
  comment: string;
}

/** One value of a filter, and how many it leaves. */
export interface Facet {
  id: string;
  name: Words;
  count: number;
}

/** Something that did not leave. `key` lets it be tried again; `given_up`: nobody tries any more. */
export interface FailingItem {
  key: string;
  what: "notice" | "message" | "task";
  business_key: string;
  people: Person[];
  error: string;
  given_up: boolean;
  at: string;
}

/** Whether a start is one of the asker's favourites. */
export interface Favourite {
  favourite: boolean;
}

/** What is wrong with one field; `path` is empty where it is the whole form. */
export interface FieldProblem {
  path: string;
  code: string;
  sentence: Words;
}

/** A field of the process. */
export interface FieldTold {
  id: string;
  name: Words;
  type: string;
  help: Words;
}

/** The files of a case: those in its fields, and those people have added, the latest last. */
export interface FileList {
  items: FileShown[];
}

/** What is wrong with a file, and in which line, where that is known. */
export interface FileProblem {
  line: number | null;
  said: Words;
}

/** A file as cases hold it, and as `POST /api/files` gives it. */
export interface FileRef {
  digest: string;
  name: string;
  size: number;
  type: string;
}

/** A file in a field or attached to the case. Its content: `GET /api/files/{digest}`. `earlier`: what stood in its
 * place before, the latest first. */
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
  earlier: FileVersion[];
}

/** A file that stood in a field before another one did: put there by whom, when. */
export interface FileVersion {
  digest: string;
  name: string;
  size: number;
  media_type: string;
  by: Person | null;
  at: string;
}

/** What is in a file: a document of blocks, a workbook of sheets, or text. `none`: it is not shown so. `cut`: there
 * is more of it. */
export interface FileView {
  kind: "document" | "workbook" | "text" | "none";
  name: string;
  blocks: Block[];
  sheets: SheetShown[];
  text: string;
  cut: boolean;
}

/** A form: its fields in the order of the definition, what a filled one must meet, what the case is told of it. */
export interface Form {
  fields: FormField[];
  checks: Words[];
}

/** A field: `value` as JSON (decimals are texts), `text` the same as people read it.
 * `columns`: parts of an object, columns of a table. `items`: what a list holds. `only_if`: a condition, `open` says
 * whether it holds now; while it does not, the field need and may not be filled. `calculated`: never written by
 * people. `people`: who may be chosen, where the definition limits it; None: anybody. `required_by`: decisions that
 * need it filled: outcomes, and `return/…`. `extra`: it is handed in with those alone. `max_size`: of each file, in
 * bytes. `pick_from`: where the cases are asked for that may be picked in a field of type case; its `currency` is that
 * of what is summed up. */
export interface FormField {
  path: string;
  fill: "show" | "edit" | "require";
  type: "text" | "long_text" | "integer" | "number" | "percent" | "money" | "date" | "time" | "date_time" | "duration" | "yes_no" | "choice" | "person" | "department" | "case" | "file" | "files" | "object" | "table" | "list";
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
  extra: boolean;
  pick_from: string | null;
}

/** A finding in a text. `severity`: `problem`, `unsupported`, or `planned`, which is none. */
export interface Found {
  line: number;
  column: number;
  code: string;
  path: string;
  message: Words;
  hint: Words | null;
  severity: string;
}

/** How fresh the list is. `looked_at`: the oldest look at a case of it; None: nothing is stuck.
 * `waiting`: open cases that changed and were not looked at again yet. `unexplained`: those no cause was found for.
 * `workers`: whether anybody works for the cases at all; None: the server does not answer. */
export interface Freshness {
  now: string;
  looked_at: string | null;
  waiting: number;
  unexplained: number;
  workers: boolean | null;
}

/** One thing that hangs on somebody. `said`: what there is to it; `problem`: why it was refused, or stays. */
export interface HandOverItem {
  kind: "case" | "draft" | "copy" | "setting" | "stand-in" | "definition" | "departure";
  subject: string;
  label: Words;
  said: Words[];
  status: "waiting" | "done" | "refused" | "left" | "undoing" | "undone" | "kept";
  code: string;
  problem: Words;
}

/** Hand-overs, the latest first, without their items. */
export interface HandOverList {
  items: HandOverTold[];
}

/** What would be handed over, item by item. */
export interface HandOverPlan {
  person: Person;
  to: Person;
  items: HandOverItem[];
}

/** A hand-over, with what became of its items so far. `over`: nothing is left to do. */
export interface HandOverTold {
  id: string;
  person: Person;
  to: Person;
  reason: string;
  by: Person;
  at: string;
  over: boolean;
  undone_by: Person | null;
  done: number;
  count: number;
  items: HandOverItem[];
}

/** One thing that happened: `inner` says that people rarely want to know it. */
export interface Happened {
  turn: number;
  at: string;
  sentence: Words;
  by: Person | null;
  on_behalf_of: Person | null;
  why: Words;
  comment: string;
  inner: boolean;
  kind: string;
}

/** What a stuck case does. `left`: of its own limit or the step's; `blocked`: cases that wait for this one.
 * `weight` is what the list is sorted by: the three above first, age last. */
export interface Harm {
  weight: number;
  amount: Amount | null;
  due: string | null;
  left: number | null;
  blocked: number;
}

/** It runs. `processes`: how many are deployed. */
export interface Health {
  processes: number;
}

/** Whether all is well: no check is bad. */
export interface HealthTold {
  well: boolean;
  checks: CheckTold[];
}

/** Who had a step for how long. `how`: on offer to several, held by one, lent, or standing still (`paused`).
 * `opened`: whether any of them has looked at it on the pages; None: they do not have it any more. */
export interface Held {
  step: StuckStepNamed;
  how: "offered" | "held" | "lent" | "paused";
  people: Person[];
  since: string;
  until: string | null;
  working: number;
  opened: boolean | null;
}

/** Let one's task wait for the world, with a reason, until a moment at which it returns by itself (挂起). */
export interface HoldBody {
  until: string;
  comment: string;
}

/** A step at which a case stands, who has it (or may take it), since when and until when; `count`: how often. */
export interface Holder {
  step: string;
  name: Words;
  kind: string;
  people: Person[];
  claimed: boolean;
  since: string;
  due: string | null;
  late: boolean;
  count: number;
}

/** A parked step, with why, or one that was put right: how, by whom. `text`: what a rule or a service has said. */
export interface IncidentLine {
  case: CaseNamed;
  incident: string;
  step: string;
  step_name: Words;
  code: string;
  sentence: Words;
  text: string;
  since: string;
  resolved_at: string | null;
  how: Words | null;
  by: Person | null;
  reason: string;
}

/** What waits for an operator, or was put right. */
export interface Incidents {
  items: IncidentLine[];
  refused_starts: RefusedStartLine[];
  failing_notices: number;
  broken_cases: number;
}

/** An instant of a schedule, and what became of it. */
export interface InstantTold {
  at: string;
  outcome: "opened" | "joined" | "overlaps" | "missed" | "refused" | "not_needed";
}

/** One thing a page keeps for somebody. */
export interface Keeping {
  value: unknown;
}

/** Tasks of a process and department in a month: how many were done, how many of them late; open and late now. */
export interface LapseLine {
  process: string;
  process_name: Words;
  department: string | null;
  department_name: Words;
  done: number;
  late: number;
  open_late: number;
}

/** Lapses per department and definition since a day. */
export interface Lapses {
  since: string;
  items: LapseLine[];
}

/** A task that falls due soon, or that somebody has whom nobody can reach. */
export interface Lapsing {
  case: CaseNamed;
  task: string;
  step: string;
  step_name: Words;
  people: Person[];
  due: string | null;
  left: number | null;
  reach: "here" | "away" | "gone";
  nudged_at: string | null;
  next: Coming | null;
}

/** One drawing. Boxes of nodes that hold others come before those inside them. */
export interface Layout {
  width: number;
  height: number;
  boxes: Box[];
  ways: Way[];
}

/** What comes again and again. `found_first`: share that somebody of us acted on before the starter urged. */
export interface Learnt {
  items: LearntLine[];
  found_first: number | null;
}

/** A cause in a month: how often, and how long until it was over. */
export interface LearntLine {
  month: string;
  cause: Facet;
  mean: number | null;
}

/** An open limit that would be due at another instant; `breached`: it would be past then. */
export interface LimitMoved {
  case_id: string;
  business_key: string;
  step: Words;
  was: string;
  due: string;
  breached: boolean;
}

/** How far open limits follow the calendars in force: since when these are, by whom and why they were changed; how
 * many cases were told, and how many have still to be looked at. */
export interface LimitsFollow {
  version: number;
  at: string;
  by: Person | null;
  reason: string;
  told: number;
  left: number;
}

/** One thing that happened in a story. `step`: about which one, if any. */
export interface LineOfStory {
  at: string;
  sentence: Words;
  step: string | null;
}

/** A line of the newer or older text. `mark`: `+`, `-` or none; numbers are those of each text, from 1. */
export interface LineOfText {
  mark: "+" | "-" | "";
  before: number | null;
  after: number | null;
  text: string;
}

/** Who holds how much. `by_person` False: the company does not look at single people, `people` is empty then.
 * `unreachable`: tasks held by people who are away without a stand-in, or gone. */
export interface Load {
  people: PersonLoad[];
  queues: QueueLoad[];
  by_person: boolean;
  unreachable: number;
  week_from: string;
}

/** One act on many cases. The first `canary` are done, and only if all went well the rest. */
export interface ManagedBody {
  subject?: string | null;
  to?: string | null;
  text?: string;
  until?: string | null;
  data?: Record<string, unknown>;
  outcome?: string | null;
  target?: string | null;
  act: "nudge" | "reassign" | "retry" | "correct" | "return" | "skip" | "extend" | "promise" | "pause" | "resume" | "cancel";
  case_ids: string[];
  canary?: number;
}

/** What became of each. `stopped`: the canary failed. */
export interface ManagedDone {
  items: ManagedItem[];
  stopped: boolean;
}

/** What became of one case of many. `skipped`: it was not tried, for the canary had failed. */
export interface ManagedItem {
  case_id: string;
  business_key: string;
  status: "done" | "pending" | "refused" | "skipped";
  sentence: Words | null;
}

/** How a case, or many, stand at a node. `open` and `done`: how many entries; `late`: how many of the open ones.
 * `wait`: the middle working time in seconds, where many cases are told. */
export interface Mark {
  node: string;
  state: "none" | "done" | "now" | "skipped" | "cancelled" | "incident";
  open: number;
  done: number;
  late: number;
  wait: number | null;
}

/** A month of a calendar. */
export interface MonthTold {
  calendar: string;
  days: DayTold[];
}

/** An open task that would be offered anew: who has it, and who would have it then. */
export interface MovedTask {
  case_id: string;
  business_key: string;
  step: Words;
  now: Person[];
  then: Person[];
}

/** An account to be made of somebody of the directory. `local`: with a first password. */
export interface NewAccount {
  person: string;
  user_name?: string | null;
  roles?: ("operator" | "auditor" | "administrator")[];
  local?: boolean;
}

/** A case to be started. `for_person`: for whom, if not for oneself; `department`: for which of the starter's own;
 * `copy_of`: the case its data was taken from. */
export interface NewCase {
  process: string;
  start: string;
  data?: Record<string, unknown>;
  department?: string | null;
  for_person?: string | null;
  copy_of?: string | null;
}

/** A message from outside, for the cases that hear it with this key. */
export interface NewMessage {
  message: string;
  key?: string;
  data?: Record<string, unknown>;
}

/** A stand-in that shall be; `absent` left out: oneself; `first` left out: from today on. */
export interface NewStandIn {
  person: string;
  absent?: string | null;
  first?: string | null;
  last?: string | null;
  processes?: string[] | null;
  amount?: number | string | null;
  open_tasks?: boolean;
  only?: boolean;
  reason?: string;
}

/** A token to be made: what it is called, what for, and for how many days. */
export interface NewToken {
  name: string;
  scopes: ("read" | "act" | "operate" | "administer")[];
  days?: number;
}

/** A task that will be open then: of which step, for whom (the first ten of `count`), due when. */
export interface NextTask {
  step: string;
  name: Words;
  people: Person[];
  count: number;
  due: string | null;
}

/** A step, a start, an end, an event or the place where branches meet.
 * `inside`: the node that holds it. `about`: who does it or what it waits for, in words. `when`: the condition without
 * which it is skipped. */
export interface Node {
  id: string;
  kind: "start" | "user_task" | "service_task" | "decision" | "choose" | "parallel" | "for_each" | "scope" | "send" | "notify" | "wait" | "call_process" | "calculate" | "compensate" | "raise" | "end" | "event" | "join";
  name: Words;
  about: Words;
  when: Words;
  inside: string | null;
  holds: boolean;
}

/** What somebody has chosen: the language, kinds no channel sends, quiet hours on the company's clock. */
export interface NoticeChoice {
  language: "both" | "zh" | "en";
  muted: Record<string, ("task" | "reminder" | "notice" | "followed" | "digest")[]>;
  quiet_from: string | null;
  quiet_until: string | null;
  channels: ChannelTold[];
}

/** Something one was told; `turn` and `position` tell it from others of its case. `at`: when it was there for one.
 * `task` None: it is about the case, or the task is over. */
export interface NoticeItem {
  case_id: string;
  turn: number;
  position: number;
  business_key: string;
  subject: Words;
  text: Words;
  at: string;
  task: string | null;
  read: boolean;
}

/** The latest ones, the newest first, and how many of all are unread. */
export interface Notices {
  items: NoticeItem[];
  unread: number;
}

/** One notice that has been opened. */
export interface Opened {
  case_id: string;
  turn: number;
  position: number;
}

/** A request, and what has become of it. */
export interface OpeningTold {
  id: string;
  case_id: string;
  business_key: string;
  by: Person;
  reason: string;
  hours: number;
  asked_at: string;
  answered_by: Person | null;
  answered_at: string | null;
  answer: string;
  until: string | null;
  told: Person[];
  standing: "waits" | "open" | "closed" | "refused" | "lapsed";
  may_answer: boolean;
}

/** Requests, the latest first. `may_ask`: the asker may ask for one to be opened. */
export interface OpeningsTold {
  items: OpeningTold[];
  may_ask: boolean;
}

/** What an organisation would do: what is wrong with it, or whose open tasks would move. `all_cases`: all were
 * looked at. */
export interface OrganisationChecked {
  problems: FileProblem[];
  moved: MovedTask[];
  more: number;
  all_cases: boolean;
}

/** An organisation; `version`: the one it was made from, so that nobody's change is lost. */
export interface OrganisationText {
  text: string;
  version: number;
}

/** The organisation as it is written, and its versions, the latest first. */
export interface OrganisationTold {
  text: string;
  versions: CompanyVersion[];
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

/** Somebody, with their place in the company. `open_tasks` is told to those who answer for them.
 * `may_set_stand_in`: the asker may set and end their stand-ins, and hand them over. */
export interface PersonCard {
  person: Person;
  posts: PostTold[];
  roles: RoleTold[];
  groups: string[];
  email: string;
  superior: Person | null;
  reports: Person[];
  heads: Words[];
  calendar: string | null;
  outside: boolean;
  left: string | null;
  absences: AbsenceTold[];
  stand_ins: StandInTold[];
  open_tasks: number | null;
  may_set_stand_in: boolean;
  account: AccountTold | null;
}

/** What one person holds. `received` and `finished` are of this week; `here`: away and gone are told. */
export interface PersonLoad {
  person: Person;
  here: "here" | "away" | "gone";
  stand_ins: Person[];
  open: number;
  overdue: number;
  oldest: string | null;
  received: number;
  finished: number;
}

/** A process that may have phrases of its own. */
export interface PhrasePlace {
  process: string;
  name: Words;
}

/** A phrase; in one language alone it is said in both. */
export interface PhraseWritten {
  zh?: string;
  en?: string;
}

/** Those of one kind. `changed_at`: somebody has set them; else the company offers what comes with the product. */
export interface PhrasesOfKind {
  kind: "comment" | "return" | "refuse";
  phrases: Words[];
  changed_at: string | null;
  changed_by: Person | null;
}

/** The phrases of the company (`process` empty) or those a process has besides. `may_change`: the asker may.
 * `places`: the processes whose phrases the asker may change. */
export interface PhrasesTold {
  process: string;
  may_change: boolean;
  kinds: PhrasesOfKind[];
  places: PhrasePlace[];
}

/** All scenarios; or the problems for which they could not be played. */
export interface Played {
  stories: StoryPlayed[];
  problems: Found[];
}

/** A post, with who holds it. */
export interface PostListed {
  id: string;
  name: Words;
  holders: Person[];
}

/** A post somebody holds. */
export interface PostTold {
  department: string;
  department_name: Words;
  post: string;
  name: Words;
  main: boolean;
}

/** Where it would go if it were handed in now; `title`: what it would be called. `problems`: what is wrong with the
 * form. `form`: the same with what is calculated, and which fields are open, now. The way is told as far as what is
 * filled in says. */
export interface Predicted {
  title: Words;
  way: WayShown;
  form: Form;
  problems: PreviewProblem[];
}

/** What somebody has chosen for their pages. `kept`: what a page keeps, by its own names. */
export interface Preferences {
  language?: "zh" | "en" | null;
  density?: "middle" | "small" | null;
  favourites?: string[];
  kept?: Record<string, unknown>;
}

/** A button of the definition: `event`, of a step or of the case. */
export interface PressIt {
  event: string;
  holder?: string | null;
  data?: Record<string, unknown>;
  comment?: string;
}

/** An act that is only looked at. */
export interface PreviewBody {
  subject?: string | null;
  to?: string | null;
  text?: string;
  until?: string | null;
  data?: Record<string, unknown>;
  outcome?: string | null;
  target?: string | null;
  act: "nudge" | "reassign" | "retry" | "correct" | "return" | "skip" | "extend" | "promise" | "pause" | "resume" | "cancel";
}

/** What stands against handing it in now, of the form as a whole or of one field. */
export interface PreviewProblem {
  path: string;
  code: string;
  sentence: Words;
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

/** The settings of a process. `may_change`: the asker may. */
export interface ProcessSettings {
  process: string;
  name: Words;
  department: Words;
  may_change: boolean;
  settings: SettingTold[];
}

/** A superior of who has a late task says until when it will be done; the next rung waits until then. */
export interface PromiseBody {
  until: string;
  comment: string;
}

/** What a superior has promised of a late task: until when, with which words, and what became of it. */
export interface PromiseLine {
  case: CaseNamed;
  task: string;
  step: string;
  step_name: Words;
  by: Person;
  at: string;
  until: string;
  comment: string;
  fate: "open" | "kept" | "broken" | "void";
  done_at: string | null;
}

/** Promises since a day, the latest first, and how many of them came to what. */
export interface Promises {
  since: string;
  kept: number;
  broken: number;
  open: number;
  items: PromiseLine[];
}

/** One piece of evidence. */
export interface Proof {
  code: string;
  text: Words;
}

/** A version on its way with its text, and what it changes; None: the process is new. */
export interface PublicationDetail {
  item: PublicationItem;
  source: string;
  scenarios: string;
  differences: Differences | null;
}

/** A version on its way. `may_confirm`: whether who asks may let it come into force; `waits_for`: who may.
 * `version`: what it has become. */
export interface PublicationItem {
  id: string;
  process: string;
  digest: string;
  note: string;
  state: "waiting" | "planned" | "published" | "withdrawn";
  asked_by: Person;
  asked_at: string;
  takes_effect: string | null;
  decided_by: Person | null;
  decided_at: string | null;
  published_at: string | null;
  may_confirm: boolean;
  waits_for: Person[];
  version: number | null;
}

/** Tasks of one step that nobody has taken. `members`: who could, `present`: how many of them are there. */
export interface QueueLoad {
  process: string;
  process_name: Words;
  step: string;
  step_name: Words;
  waiting: number;
  overdue: number;
  oldest: string;
  members: number;
  present: number;
}

/** What became of telling somebody of a task: when it left for them, or that it could not; when they opened it. */
export interface Reached {
  person: Person;
  sent_at: string | null;
  failed: boolean;
  opened_at: string | null;
}

/** All notices up to this instant have been read. */
export interface ReadUntil {
  until: string;
}

/** Why. */
export interface Reason {
  reason: string;
}

/** A superior of who has a task gives it to somebody else, with a reason (改派); `override`: an operator does. */
export interface ReassignBody {
  to: string;
  comment: string;
  override?: boolean;
}

/** Take a lent task back before the other has recommended anything. */
export interface ReclaimBody {
}

/** A message that came past the system, recorded by hand. */
export interface RecordIt {
  message: string;
  data?: Record<string, unknown>;
}

/** A start that nobody stood at, and that was refused. */
export interface RefusedStartLine {
  case_id: string;
  process: string;
  process_name: Words;
  start: string;
  cause: string;
  reference: string;
  at: string;
  code: string;
  text: string;
}

/** A start that was refused while nobody stood by; what was handed in is not told. */
export interface RefusedStartTold {
  id: string;
  process: string;
  name: Words;
  start: string;
  start_name: Words;
  cause: "message" | "schedule" | "call";
  reference: string;
  by: Person | null;
  at: string;
  code: string;
  sentence: Words;
}

/** What stands in a column, as the process that wrote it names both; `name` is the column's own where none does. */
export interface RegisterCell {
  column: string;
  name: Words;
  text: Words;
}

/** A line. Of a sealed case it has a number and no words (`sealed`). `cells`: the entry in words. */
export interface RegisterLine {
  number: number;
  key: string;
  entry: Record<string, unknown>;
  cells: RegisterCell[];
  revision: number;
  at: string;
  by: Person | null;
  case_id: string | null;
  sealed: boolean;
}

/** A register, with how many lines it has. */
export interface RegisterTold {
  name: string;
  lines: number;
}

/** Another case this one has to do with; without title where the asker may not read it. `step`: of which step it
 * is, or by which field one points at the other. */
export interface Related {
  case_id: string;
  business_key: string;
  process_name: Words;
  title: Words;
  status: "open" | "completed" | "cancelled" | "unknown";
  how: "called" | "caller" | "undoes" | "undone_by" | "copied_from" | "list" | "on_list" | "points_at" | "pointed_at_by";
  step: Words;
  readable: boolean;
}

/** Put a claimed task back. */
export interface ReleaseBody {
}

/** Take back signers I have added, before they answered (减签); without `people`: all of them.
 * `task` is the one they were added to, or that of one of them. */
export interface RemoveSignerBody {
  people?: string[];
  comment?: string;
}

/** Take a held task up again before its date. */
export interface ResumeBody {
}

/** Move the case back to a step the task's `return` allows. `seen` is that of `Complete`. */
export interface ReturnBody {
  to: string;
  data?: Record<string, unknown>;
  comment?: string;
  seen?: number | null;
}

/** A role, with who holds it. */
export interface RoleListed {
  id: string;
  name: Words;
  superior: Words;
  deputy: Words;
  authority: string | null;
  holders: Person[];
}

/** A role somebody holds; without a department wherever they have a post. */
export interface RoleTold {
  role: string;
  name: Words;
  department: Words;
}

/** A schedule: when it begins a case next, and which instants went wrong lately. */
export interface ScheduleTold {
  process: string;
  name: Words;
  start: string;
  start_name: Words;
  rule: Words;
  next_at: string | null;
  last: InstantTold | null;
  went_wrong: InstantTold[];
}

/** A secret by its name: whether it is set, never what it is. */
export interface SecretTold {
  name: string;
  is_set: boolean;
}

/** Where somebody is signed in. */
export interface SessionListed {
  id: string;
  way: "password" | "oidc";
  made_at: string;
  seen_at: string;
  expires_at: string;
  address: string;
  agent: string;
  this: boolean;
}

/** Who is signed in, with what rights, and what unsafe requests must bring along (`X-CSRF-Token`).
 * `zone`: the company's clock, by which moments are shown. */
export interface SessionNow {
  person: Person;
  user_name: string;
  roles: string[];
  is_manager: boolean;
  owns: string[];
  must_change_password: boolean;
  has_password: boolean;
  demonstration: boolean;
  zone: string;
  csrf: string;
  expires_at: string | null;
}

/** Where one is signed in, the latest first. */
export interface SessionsListed {
  items: SessionListed[];
}

/** A setting. `field` has its type, bounds and default; its `value` is the one in force. `changed_at`: it is not the
 * definition's default. */
export interface SettingTold {
  name: string;
  field: FormField;
  default_text: Words;
  changed_at: string | null;
  changed_by: Person | null;
}

/** A sheet of a workbook; `more`: it has more rows or columns than are shown. */
export interface SheetShown {
  name: string;
  rows: string[][];
  more: boolean;
}

/** A user name and its password. */
export interface SigningIn {
  user_name: string;
  password: string;
}

/** A stage, as customer and manager see it. */
export interface Stage {
  name: Words;
  state: "done" | "now" | "coming" | "left_out";
}

/** Stand-ins, those in force and to come first. `may_set_all`: the asker may set anybody's. */
export interface StandInList {
  items: StandInTold[];
  today: string;
  may_set_all: boolean;
}

/** What a stand-in would do: the open tasks of the absent person it reaches, and how many more wait untouched.
 * `begins`: the day from which it holds. `more`: how many moved tasks are not listed. */
export interface StandInPreview {
  begins: string;
  moved: MovedTask[];
  more: number;
  open_tasks: number;
}

/** The number of a stand-in. */
export interface StandInSet {
  number: string;
}

/** Who stands in for whom. `by`: who set it; None: a file or a case. `reason` and `case_id` are for those it
 * concerns. `may_end`: the asker may. */
export interface StandInTold {
  number: string;
  person: Person;
  absent: Person;
  first: string;
  last: string | null;
  processes: string[] | null;
  process_names: Words[];
  amount: string | null;
  open_tasks: boolean;
  only: boolean;
  by: Person | null;
  case_id: string | null;
  reason: string;
  over: boolean;
  may_end: boolean;
}

/** What is kept of a start that is not handed in yet; it is laid over what was kept before. */
export interface StartDraft {
  data?: Record<string, unknown>;
}

/** The form of a start. Values in it are the draft's, else the copied case's, else defaults.
 * A copy of a case has a draft of its own.
 * `departments`: one of them must be named with `department`; empty where nothing depends on it. `whose`: for whom it
 * may be started: for oneself, for others, either. `for_person`: for whom this form is. */
export interface StartForm {
  process: string;
  start: string;
  plan: string;
  version: number;
  name: Words;
  start_name: Words;
  department_name: Words;
  form: Form;
  departments: DepartmentChoice[];
  whose: "own" | "others" | "either";
  for_person: Person | null;
  draft: DraftShown | null;
  copied: CopiedFrom | null;
  favourite: boolean;
}

/** The starts of the processes of one department. */
export interface StartGroup {
  department: string;
  name: Words;
  items: StartLine[];
}

/** A way to begin a case by hand. `start_name` only where the process has several; `used`: how often by the asker
 * lately; `last`: the case they began so last; `for_others`: for others alone. */
export interface StartLine {
  process: string;
  start: string;
  name: Words;
  start_name: Words;
  department: string;
  favourite: boolean;
  used: number;
  last: string | null;
  draft: boolean;
  for_others: boolean;
}

/** What is filled in so far. `for_person`: for whom, if not for oneself. */
export interface StartPreview {
  data?: Record<string, unknown>;
  department?: string | null;
  for_person?: string | null;
  copy_of?: string | null;
}

/** A way to begin. `by_hand`: somebody presses a button for it. */
export interface StartTold {
  id: string;
  name: Words;
  by_hand: boolean;
}

/** What the asker may start; what they may not is not named. `recent`: what they started last, the latest first. */
export interface Starts {
  groups: StartGroup[];
  favourites: StartLine[];
  recent: StartLine[];
}

/** How a process runs. Durations of whole cases are in working time, of the latest that ended. */
export interface Statistics {
  process: string;
  name: Words;
  version: number;
  open: number;
  ended: number;
  median: number | null;
  p90: number | null;
  seen: number;
  steps: StepPace[];
  measured_at: string;
}

/** One step: who waits there now, how long it takes in working time, and whether the queue grows.
 * `heat`: 0 cold to 4 hot. `arrived` and `left` are of the last seven days. */
export interface StepPace {
  step: string;
  name: Words;
  kind: string;
  waiting: number;
  overdue: number;
  oldest: string | null;
  median: number | null;
  p90: number | null;
  seen: number;
  arrived: number;
  left: number;
  heat: number;
}

/** A scenario as it was played: what happened, and what was not as expected. */
export interface StoryPlayed {
  scenario: string;
  name: Words;
  passed: boolean;
  failures: Words[];
  happened: LineOfStory[];
}

/** A stuck case. `holders`: who can act, `held_for`: for whom the one who stands in does. */
export interface StuckItem {
  case: CaseNamed;
  stuck: "cannot_move" | "does_not_move" | "will_be_late";
  step: StuckStepNamed | null;
  holders: Person[];
  held_for: Person[];
  cause: Cause;
  since: string;
  stuck_for: number;
  harm: Harm;
  next: Coming | null;
  nudged_at: string | null;
  mine: boolean;
}

/** What is stuck. `total` is with the filters, `counts` without the filters of class and cause. */
export interface StuckPage {
  items: StuckItem[];
  cursor: string | null;
  counts: ClassCount[];
  total: number;
  open_cases: number;
  fresh: Freshness;
  processes: Facet[];
  departments: Facet[];
  causes: Facet[];
  mine: number;
}

/** A step of the definition. */
export interface StuckStepNamed {
  id: string;
  name: Words;
}

/** One of the at most five fields that say what a case is about. `type`: of the field; `value` is what lists are
 * filtered by. */
export interface SummaryField {
  path: string;
  label: Words;
  text: Words;
  type: string;
  value: unknown;
}

/** Ask the starter, or an earlier actor, for fields that are missing or wrong (补正); my task waits. */
export interface SupplementBody {
  fields: string[];
  comment: string;
  to?: string | null;
  due?: string | null;
}

/** Undo one's own decision of a task, while nothing has been built on it (拿回). */
export interface TakeBackBody {
  comment?: string;
}

/** A case taken off a list, by its business key, with the reason. */
export interface TakenOut {
  case: string;
  reason: string;
}

/** How long the lists are; `badge` is what the sign on the inbox says: of the list it opens on, which is `mine`, or
 * `group` where that alone has something.
 * `notices_unread`: of the latest ones.
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
  notices_unread: number;
}

/** A row of a list of tasks.
 * `standing`: how it is the asker's. `remaining_seconds`: of working time until it is due, below zero once it is late.
 * `offered_to` names the first three of `offered_count`. `for_whom`: the person the asker stands in for. `together`:
 * it may be decided with others at once, agreed to by the outcome `agree`. `side`: it stands beside another task
 * (`before`, `after`, `beside`: an added signer; `supplement`, `question`). A sealed case that is not the asker's has
 * no title. `done_at`, `by`, `outcome`: of one that is over. */
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
  offered_count: number;
  for_whom: Person | null;
  lent_to: Person | null;
  due: string | null;
  due_state: "none" | "fine" | "soon" | "today" | "late";
  remaining_seconds: number | null;
  priority: unknown;
  held_until: string | null;
  side: string;
  together: boolean;
  agree: string | null;
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

/** A step by name. */
export interface TasksStepNamed {
  step: string;
  name: Words;
}

/** A text that says something else. `place`: where it stands, `steps/approve/name`. */
export interface TextTold {
  place: string;
  before: Words;
  after: Words;
}

/** What the second person says to it. */
export interface ToAnswer {
  confirmed: boolean;
  said?: string;
}

/** A definition to be checked. `proof`: also whether every case can end, which takes seconds. */
export interface ToCheck {
  text: string;
  scenarios?: string;
  proof?: boolean;
}

/** A choice, in the place of the one before. */
export interface ToChoose {
  language?: "both" | "zh" | "en";
  muted?: Record<string, ("task" | "reminder" | "notice" | "followed" | "digest")[]>;
  quiet_from?: string | null;
  quiet_until?: string | null;
}

/** Where somebody is known; None: nowhere any more. */
export interface ToContact {
  channel: "mail" | "wecom" | "dingtalk" | "feishu" | "webhook";
  address: string | null;
}

/** Why a start is let go. */
export interface ToDrop {
  reason: string;
}

/** Whose all goes to whom. `leaves`: they leave the company; else they stay, in another place. */
export interface ToHandOver {
  person: string;
  to: string;
  leaves?: boolean;
  reason?: string;
}

/** The phrases of a kind from now on; None: as if none had been set. `process`: left out, they are the company's. */
export interface ToOffer {
  process?: string | null;
  phrases: PhraseWritten[] | null;
  reason?: string;
}

/** Which sealed case is to be opened (its id or its key), why, and for how many hours. */
export interface ToOpen {
  case: string;
  reason: string;
  hours?: number;
}

/** Scenarios to be played on a definition. `only`: those with this in their name. */
export interface ToPlay {
  text: string;
  scenarios: string;
  only?: string;
}

/** A version to be put in force: from an instant, or as soon as it is confirmed.
 * `only_texts`: to be refused (`not-only-texts`) where it does something else, too. */
export interface ToPublish {
  text: string;
  scenarios?: string;
  note: string;
  takes_effect?: string | null;
  only_texts?: boolean;
}

/** The value from now on; None: what the definition says. */
export interface ToSet {
  value?: unknown;
  reason?: string;
}

/** A channel to be tried with a letter to oneself. */
export interface ToTry {
  channel: "mail" | "wecom" | "dingtalk" | "feishu" | "webhook";
}

/** A token, without its secret. */
export interface TokenListed {
  id: string;
  name: string;
  scopes: ("read" | "act" | "operate" | "administer")[];
  made_at: string;
  expires_at: string;
  used_at: string | null;
}

/** A new token; its `secret` is shown this once. */
export interface TokenMade {
  token: TokenListed;
  secret: string;
}

/** One's tokens, the newest first. */
export interface TokensListed {
  items: TokenListed[];
}

/** Hand a task over for good, with a reason all can see. */
export interface TransferBody {
  to: string;
  comment?: string;
}

/** What was tried already, by whom, and what came of it. */
export interface Tried {
  at: string;
  what: "nudge" | "reassign" | "retry" | "override" | "promise" | "escalation" | "extension";
  by: Person | null;
  text: Words;
  result: Words;
  worked: boolean;
}

/** Ask further people to sign (加签): `before` me (I wait), `after` me (my decision is given here) or `beside` me.
 * `mode`: `all` of them, `any`, or in `order`. `due`: by when, a moment; left out, half of what is left. `outcome`,
 * `data` and `signature`: my decision, where they sign after it. */
export interface TriedAddSignerBody {
  to: string[];
  how?: "before" | "after" | "beside";
  mode?: "all" | "any" | "order";
  comment?: string;
  due?: string | null;
  outcome?: string | null;
  data?: Record<string, unknown>;
  signature?: string;
  verb: "add_signer";
}

/** Ask people a question about the case (沟通); the answer comes to my task, nothing waits. */
export interface TriedAskBody {
  to: string[];
  comment: string;
  due?: string | null;
  verb: "ask";
}

/** Add files to the case, or to an open task of it: references, as fields hold them (附件). */
export interface TriedAttachBody {
  files: unknown[];
  comment?: string;
  verb: "attach";
}

/** Take a task from the pool for oneself. */
export interface TriedClaimBody {
  verb: "claim";
}

/** Say something about the case, or about an open task of it; whom it names is told (评论).
 * `approvers`: for those who decide or have decided, not for the starter and those who read along. */
export interface TriedCommentBody {
  comment: string;
  to?: string[];
  approvers?: boolean;
  verb: "comment";
}

/** Decide a task: the outcome, the filled form (values as JSON, by path) and a comment.
 * `take_out`: of the task of a list, the cases that do not go with it. `seen`: the revision of the data that the page
 * showed, the number of the case's last turn then. `together`: one of many that are decided at once. `signature`:
 * one's own name, where the outcome asks for it. */
export interface TriedCompleteBody {
  outcome?: string | null;
  data?: Record<string, unknown>;
  comment?: string;
  take_out?: TakenOut[];
  seen?: number | null;
  signature?: string;
  verb: "complete";
}

/** The superior grants the due time asked for, or does not, with a reason. */
export interface TriedDecideExtensionBody {
  grant: boolean;
  comment?: string;
  verb: "decide_extension";
}

/** Lend one's task: the other fills in and recommends, oneself confirms (委派). */
export interface TriedDelegateBody {
  to: string;
  comment: string;
  verb: "delegate";
}

/** Ask the superior for a later due time, with a reason (申请延期). */
export interface TriedExtendBody {
  due: string;
  comment: string;
  verb: "extend";
}

/** Let one's task wait for the world, with a reason, until a moment at which it returns by itself (挂起). */
export interface TriedHoldBody {
  until: string;
  comment: string;
  verb: "hold";
}

/** A superior of who has a late task says until when it will be done; the next rung waits until then. */
export interface TriedPromiseBody {
  until: string;
  comment: string;
  verb: "promise";
}

/** A superior of who has a task gives it to somebody else, with a reason (改派); `override`: an operator does. */
export interface TriedReassignBody {
  to: string;
  comment: string;
  override?: boolean;
  verb: "reassign";
}

/** Take a lent task back before the other has recommended anything. */
export interface TriedReclaimBody {
  verb: "reclaim";
}

/** Put a claimed task back. */
export interface TriedReleaseBody {
  verb: "release";
}

/** Take back signers I have added, before they answered (减签); without `people`: all of them.
 * `task` is the one they were added to, or that of one of them. */
export interface TriedRemoveSignerBody {
  people?: string[];
  comment?: string;
  verb: "remove_signer";
}

/** Take a held task up again before its date. */
export interface TriedResumeBody {
  verb: "resume";
}

/** Move the case back to a step the task's `return` allows. `seen` is that of `Complete`. */
export interface TriedReturnBody {
  to: string;
  data?: Record<string, unknown>;
  comment?: string;
  seen?: number | null;
  verb: "return";
}

/** Ask the starter, or an earlier actor, for fields that are missing or wrong (补正); my task waits. */
export interface TriedSupplementBody {
  fields: string[];
  comment: string;
  to?: string | null;
  due?: string | null;
  verb: "supplement";
}

/** Undo one's own decision of a task, while nothing has been built on it (拿回). */
export interface TriedTakeBackBody {
  comment?: string;
  verb: "take_back";
}

/** Hand a task over for good, with a reason all can see. */
export interface TriedTransferBody {
  to: string;
  comment?: string;
  verb: "transfer";
}

/** Withdraw what I have asked for and not got yet; without `people`, all of it. */
export interface TriedUnaskBody {
  people?: string[];
  comment?: string;
  verb: "unask";
}

/** Withdraw what I have asked for and not got yet; without `people`, all of it. */
export interface UnaskBody {
  people?: string[];
  comment?: string;
}

/** What begins while nobody stands by. */
export interface UnattendedTold {
  schedules: ScheduleTold[];
  refused: RefusedStartTold[];
}

/** Why it is undone. */
export interface Undoing {
  reason?: string;
}

/** Somebody no channel reaches: they see it in their inbox alone. */
export interface Unreachable {
  person: Person;
  open_tasks: number;
}

/** A reminder to whoever can move a step at which the case stands; with one open step it need not be named. */
export interface UrgeIt {
  comment: string;
  step?: string | null;
}

/** What all cases of a process that point at this one use of it together. `field`: what is summed up; `limit` None:
 * there is none. */
export interface UseShown {
  process_name: Words;
  field: Words;
  used: string;
  limit: string | null;
  currency: string | null;
}

/** Another verb of the task: `POST …/{verb}`. Where it is not allowed now, `code` and `why_not` say why. */
export interface VerbAllowed {
  verb: string;
  name: Words;
  allowed: boolean;
  code: string | null;
  why_not: Words | null;
}

/** A version of a process, and how many open cases are on it. `behaviour`, `texts`: the digests of its halves. */
export interface VersionItem {
  version: number;
  digest: string;
  behaviour: string;
  texts: string;
  change: "new" | "same" | "texts" | "behaviour" | "both";
  at: string;
  by: Person | null;
  open_cases: number;
}

/** One step at which the case stands, and why. */
export interface Waiting {
  step: StuckStepNamed | null;
  cause: Cause;
  since: string;
  people: Person[];
  due: string | null;
  evidence: Proof[];
}

/** How an edge runs: the corners of its line; its label begins, has its middle or ends (`anchor`) at `label_at`, and
 * has `label_width` pixels of room. */
export interface Way {
  id: string;
  points: number[][];
  label_at: number[];
  anchor: "start" | "middle" | "end";
  label_width: number;
}

/** A way through a process. `complete`: the prediction reached an end; `ends`: which ends it may reach. */
export interface WayShown {
  steps: WayStep[];
  ends: Words[];
  complete: boolean;
}

/** A step on the way of a case: behind it, where it is, or what comes.
 * What comes is predicted: `depends` says on what, empty where it is certain; `due` is then when it is due if every
 * step before it is finished at the last moment. `text` says what was decided, or why it was left out. `count`: at how
 * many items of it the case stands. `reached`: where it stands, who of those who may act was told, and has looked. */
export interface WayStep {
  step: string;
  name: Words;
  kind: string;
  state: "done" | "now" | "coming" | "skipped" | "cancelled";
  people: Person[];
  on_behalf_of: Person | null;
  claimed: boolean;
  at: string | null;
  due: string | null;
  late: boolean;
  text: Words;
  comment: string;
  task: string | null;
  depends: Words[];
  count: number;
  reached: Reached[];
}

/** How one may sign in. `oidc`: what the identity provider is called, where there is one. */
export interface WaysIn {
  password: boolean;
  oidc: string | null;
  demonstration: Demonstration | null;
}

/** An act with what is said to it. */
export interface WithComment {
  comment?: string;
}

/** A text for people, in both languages; equal where there is one only. */
export interface Words {
  zh: string;
  en: string;
}

/** What an editor of definitions needs to know: the JSON Schemas of both texts, and what a definition may name here.
 * `known`: ids by what they are of: roles, departments, calendars, services, processes, … */
export interface Workshop {
  definition: Record<string, unknown>;
  scenarios: Record<string, unknown>;
  known: Record<string, string[]>;
}
