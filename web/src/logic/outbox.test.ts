import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Problem, Unreachable } from "~/api/problem";
import type { Act as ActAnswer, BatchAnswer, CommandFate, Problem as ProblemBody } from "~/api/schema";
import { type Act, type Entry, Outbox } from "./outbox";

const approve: Act = { key: "key-one", path: "/tasks/1/approve/complete", body: {}, label: "Agree" };
const refusal = { status: 409, code: "task-not-open" } as ProblemBody;
const done: ActAnswer = { status: "done", command: "key-one", case_id: "1", turn: 4 };
const pending: ActAnswer = { ...done, status: "pending", turn: null };

class Server {
  heard: string[] = [];
  leaving: boolean[] = [];
  answers: (ActAnswer | BatchAnswer | Error)[] = [];
  command: Pick<CommandFate, "status" | "problem"> = { status: "pending", problem: null };
  post = {
    act: async (act: Act, leaving: boolean) => {
      this.heard.push(act.key);
      this.leaving.push(leaving);
      const answer = this.answers.shift() ?? done;
      if (answer instanceof Error) throw answer;
      return answer;
    },
    command: async () => this.command,
  };
}

class Kept {
  entries: Entry[] = [];
  read = () => this.entries;
  write = (entries: Entry[]) => void (this.entries = entries);
}

let server: Server;
let shelf: Kept;
let outbox: Outbox;

beforeEach(() => {
  vi.useFakeTimers();
  server = new Server();
  shelf = new Kept();
  outbox = new Outbox(server.post, shelf);
});
afterEach(() => void vi.useRealTimers());

const standings = () => outbox.all().map((entry) => entry.standing);

test("what can be undone is sent after its time, once", async () => {
  const settled = outbox.add({ ...approve, undo: 10_000 });
  await vi.advanceTimersByTimeAsync(9_999);
  expect(server.heard).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect((await settled).standing).toBe("done");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(server.heard).toEqual(["key-one"]);
  expect(outbox.all()).toEqual([]);
});

test("what is undone in time is never sent", async () => {
  void outbox.add({ ...approve, undo: 10_000 });
  expect(outbox.undo("key-one")).toBe(true);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(server.heard).toEqual([]);
});

test("what has been sent is not undone", async () => {
  server.answers = [pending];
  await outbox.add(approve);
  expect(outbox.undo("key-one")).toBe(false);
  expect(standings()).toEqual(["pending"]);
});

test("leaving the page sends what waits", async () => {
  void outbox.add({ ...approve, undo: 10_000 });
  outbox.flush(true);
  await vi.advanceTimersByTimeAsync(0);
  expect(server.leaving).toEqual([true]);
});

test("without an answer it is sent again under the same key until there is one", async () => {
  server.answers = [new Unreachable(), new Unreachable(), done];
  const settled = outbox.add(approve);
  await vi.advanceTimersByTimeAsync(0);
  expect(standings()).toEqual(["unsent"]);
  await vi.advanceTimersByTimeAsync(3_000);
  expect((await settled).standing).toBe("done");
  expect(server.heard).toEqual(["key-one", "key-one", "key-one"]);
});

test("what is taken but not answered is pending until the server says what became of it", async () => {
  server.answers = [pending];
  expect((await outbox.add(approve)).standing).toBe("pending");
  server.command = { status: "refused", problem: refusal };
  await vi.advanceTimersByTimeAsync(1_000);
  expect(outbox.all()[0]).toMatchObject({ standing: "refused", problem: { code: "task-not-open" } });
  expect(server.heard).toHaveLength(1);
});

test("a refusal is told and not sent again", async () => {
  server.answers = [new Problem(refusal)];
  expect((await outbox.add(approve)).problem?.code).toBe("task-not-open");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(server.heard).toHaveLength(1);
  expect(standings()).toEqual(["refused"]);
});

test("the next page sends what this one left, under the same key", async () => {
  void outbox.add({ ...approve, undo: 10_000 });
  const next = new Outbox(server.post, shelf);
  next.resume();
  await vi.advanceTimersByTimeAsync(0);
  expect(server.heard).toEqual(["key-one"]);
  expect(shelf.entries).toEqual([]);
});

test("what meets the end of the session stays, and goes when the same person is back", async () => {
  server.answers = [new Problem({ status: 401, code: "sign-in-needed" } as ProblemBody)];
  void outbox.add(approve);
  await vi.advanceTimersByTimeAsync(60_000);
  expect([standings(), server.heard]).toEqual([["unsent"], ["key-one"]]);
  new Outbox(server.post, shelf).resume();
  await vi.advanceTimersByTimeAsync(0);
  expect(server.heard).toEqual(["key-one", "key-one"]);
  expect(shelf.entries).toEqual([]);
});

test("after the session of somebody nothing of theirs is sent, and it goes once they are back", async () => {
  void outbox.add({ ...approve, undo: 10_000 });
  outbox.stop();
  await vi.advanceTimersByTimeAsync(60_000);
  outbox.retry();
  await outbox.flush(true);
  expect(server.heard).toEqual([]);
  const next = new Outbox(server.post, shelf);
  next.resume();
  await vi.advanceTimersByTimeAsync(0);
  outbox.drop("key-one");
  expect([server.heard, shelf.entries]).toEqual([["key-one"], []]);
});

test("an act that another session stands in the way of is not refused: it waits for the next page", async () => {
  server.answers = [new Problem({ status: 403, code: "not-from-a-page" } as ProblemBody)];
  void outbox.add(approve);
  await vi.advanceTimersByTimeAsync(0);
  expect([standings(), shelf.entries.length]).toEqual([["unsent"], 1]);
});

test("whoever leaves waits until what they did is heard", async () => {
  void outbox.add({ ...approve, undo: 10_000 });
  await outbox.flush();
  expect([standings(), server.heard]).toEqual([["done"], ["key-one"]]);
});

const fated = (command: string, status: "done" | "pending" | "refused") => ({
  case_id: command, task: "approve", status, command, turn: null, problem: status === "refused" ? refusal : null,
});

test("a batch tells what became of each, and stays in sight while one was refused", async () => {
  server.answers = [{ items: [fated("a", "done"), fated("b", "pending"), fated("c", "refused")] }];
  server.command = { status: "done", problem: null };
  expect((await outbox.add(approve)).standing).toBe("pending");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(standings()).toEqual(["refused"]);
  expect(outbox.all()[0]?.results?.map((one) => one.status)).toEqual(["done", "done", "refused"]);
  expect(server.heard).toHaveLength(1);
});
