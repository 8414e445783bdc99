import { Problem, Unreachable } from "~/api/problem";
import type { Act as ActAnswer, BatchAnswer, BatchResult, CommandFate, Problem as ProblemBody } from "~/api/schema";

/** An act on its way: what is sent where, and how it is told to who did it. */
export interface Act {
  /** Names it for the server as well: however often it is sent, it is done once. */
  key: string;
  path: string;
  body: unknown;
  /** What was done, in words: "同意 · 张三 请假". */
  label: string;
  /** The case, and the task if it is about one. */
  caseId?: string;
  task?: string;
  /** The tasks of a batch, each decided for itself. */
  tasks?: readonly BatchTask[];
  /** For so long it can be undone before it is sent, in milliseconds. */
  undo?: number;
}

/** One of many tasks that are decided at once, and what it is called. */
export interface BatchTask {
  caseId: string;
  task: string;
  title: string;
}

/** waiting: can be undone · sending · unsent: nobody answered, sent again by itself · pending: taken, not answered yet. */
export type Standing = "waiting" | "sending" | "unsent" | "pending" | "done" | "refused";

export interface Entry {
  act: Act;
  standing: Standing;
  /** When a waiting one is sent. */
  sendAt: number;
  problem?: ProblemBody | null;
  /** What became of each task of a batch, in their order. */
  results?: readonly BatchResult[];
}

interface Post {
  act(act: Act, leaving: boolean): Promise<ActAnswer | BatchAnswer>;
  /** What became of a command that was taken. */
  command(id: string): Promise<Pick<CommandFate, "status" | "problem">>;
}

export interface Shelf {
  read(): Entry[];
  write(entries: Entry[]): void;
}

const DONE_STAYS = 4_000;
const FIRST_RETRY = 1_000;
const LONGEST_RETRY = 15_000;
/** Nobody is signed in, too much was asked, or somebody else is signed in by now: no word about the act itself. */
const isOfAnotherTime = ({ status, code }: Problem) => status === 401 || status === 429 || code === "not-from-a-page";

/** Sends acts, each once in effect, and tells the truth about where each is. What it holds survives the page. */
export class Outbox {
  private entries: readonly Entry[] = [];
  private listeners = new Set<() => void>();
  private timers = new Map<string, ReturnType<typeof setTimeout>>();
  private settled = new Map<string, (entry: Entry) => void>();
  private stopped = false;

  constructor(
    private readonly post: Post,
    private readonly shelf: Shelf,
    private readonly onSettled: (entry: Entry) => void = () => {},
  ) {}

  /** Go on with what an earlier page left: nothing of it can be undone any more. */
  resume() {
    for (const { act } of this.shelf.read()) {
      if (!this.find(act.key)) void this.send({ act, standing: "sending", sendAt: 0 });
    }
  }

  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  all = (): readonly Entry[] => this.entries;

  find(key: string): Entry | undefined {
    return this.entries.find((entry) => entry.act.key === key);
  }

  /** Take an act; the answer comes when it is settled or taken by the server: done, refused or pending. */
  add(act: Act): Promise<Entry> {
    return new Promise((resolve) => {
      this.settled.set(act.key, resolve);
      const entry: Entry = { act, standing: "waiting", sendAt: Date.now() + (act.undo ?? 0) };
      if (!act.undo) return void this.send(entry);
      this.put(entry);
      this.later(act.key, act.undo, () => this.send(entry));
    });
  }

  /** Take an act back that has not been sent; false: it is too late. */
  undo(key: string): boolean {
    if (this.find(key)?.standing !== "waiting") return false;
    this.drop(key);
    return true;
  }

  /** Send now what still waits; it is heard, or kept, when this is over. `leaving`: the page goes away. */
  async flush(leaving = false): Promise<void> {
    const waiting = this.entries.filter((entry) => entry.standing === "waiting");
    await Promise.all(waiting.map((entry) => this.send(entry, leaving)));
  }

  /** Try again at once what nobody answered: the connection is back. */
  retry() {
    for (const entry of this.entries) if (entry.standing === "unsent") void this.send(entry);
  }

  /** A refusal has been read. */
  drop(key: string) {
    clearTimeout(this.timers.get(key));
    this.timers.delete(key);
    this.settled.delete(key);
    this.keep(this.entries.filter((entry) => entry.act.key !== key));
  }

  /** Nobody is signed in any more: what is not sent stays on the shelf, and goes when the same person is back. */
  stop() {
    this.stopped = true;
    for (const timer of this.timers.values()) clearTimeout(timer);
  }

  private async send(entry: Entry, leaving = false, wait = FIRST_RETRY): Promise<void> {
    if (this.stopped) return;
    const { act } = entry;
    clearTimeout(this.timers.get(act.key));
    this.put({ ...entry, standing: "sending" });
    try {
      const answer = await this.post.act(act, leaving);
      if ("items" in answer) this.answered(entry, answer.items);
      else if (answer.status === "done") this.settle({ ...entry, standing: "done" });
      else this.isPending(entry, answer.command);
    } catch (error) {
      this.failed(entry, error, wait);
    }
  }

  private failed(entry: Entry, error: unknown, wait: number) {
    if (error instanceof Problem && error.status < 500 && !isOfAnotherTime(error))
      return this.settle({ ...entry, standing: "refused", problem: error.body });
    if (!(error instanceof Problem || error instanceof Unreachable)) throw error;
    this.put({ ...entry, standing: "unsent" });
    // Once they have signed in again, the next page sends it.
    if (error instanceof Problem && error.status === 401) return;
    this.later(entry.act.key, wait, () => this.send(entry, false, Math.min(wait * 2, LONGEST_RETRY)));
  }

  private isPending(entry: Entry, command: string, wait = FIRST_RETRY) {
    this.put({ ...entry, standing: "pending" });
    this.tell({ ...entry, standing: "pending" });
    this.later(entry.act.key, wait, () => this.askFor(entry, command, Math.min(wait * 2, LONGEST_RETRY)));
  }

  private async askFor(entry: Entry, command: string, wait: number) {
    try {
      const answer = await this.post.command(command);
      if (answer.status === "pending") return this.isPending(entry, command, wait);
      this.settle({ ...entry, standing: answer.status, problem: answer.problem });
    } catch {
      this.later(entry.act.key, wait, () => this.askFor(entry, command, wait));
    }
  }

  /** A batch is settled when each of its tasks is; one that was refused keeps it in sight. */
  private answered(entry: Entry, results: readonly BatchResult[], wait = FIRST_RETRY) {
    const stands = (status: BatchResult["status"]) => results.some((one) => one.status === status);
    if (!stands("pending")) return this.settle({ ...entry, standing: stands("refused") ? "refused" : "done", results });
    this.put({ ...entry, standing: "pending", results });
    this.tell({ ...entry, standing: "pending", results });
    this.later(entry.act.key, wait, () => this.askForEach(entry, results, Math.min(wait * 2, LONGEST_RETRY)));
  }

  private async askForEach(entry: Entry, results: readonly BatchResult[], wait: number) {
    const asked = results.map((one) => (one.status === "pending" ? this.fateOf(one) : one));
    this.answered(entry, await Promise.all(asked), wait);
  }

  private async fateOf(result: BatchResult): Promise<BatchResult> {
    try {
      const { status, problem } = await this.post.command(result.command);
      return { ...result, status, problem };
    } catch {
      return result;
    }
  }

  private settle(entry: Entry) {
    this.put(entry);
    this.tell(entry);
    this.onSettled(entry);
    if (entry.standing === "done") this.later(entry.act.key, DONE_STAYS, () => this.drop(entry.act.key));
  }

  private tell(entry: Entry) {
    this.settled.get(entry.act.key)?.(entry);
    this.settled.delete(entry.act.key);
  }

  private later(key: string, wait: number, then: () => unknown) {
    clearTimeout(this.timers.get(key));
    if (this.stopped) return;
    this.timers.set(key, setTimeout(then, wait));
  }

  private put(entry: Entry) {
    const there = this.find(entry.act.key);
    this.keep(there ? this.entries.map((one) => (one === there ? entry : one)) : [...this.entries, entry]);
  }

  private keep(entries: readonly Entry[]) {
    this.entries = entries;
    if (this.stopped) return; // another one may have taken over what stands there
    this.shelf.write(entries.filter((entry) => entry.standing !== "done" && entry.standing !== "refused"));
    for (const listener of this.listeners) listener();
  }
}
