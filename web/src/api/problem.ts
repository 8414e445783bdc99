import type { Problem as ProblemBody } from "./schema";

/** A refused request. `code` is stable; `sentence` is for people. */
export class Problem extends Error {
  constructor(readonly body: ProblemBody) {
    super(body.detail);
    this.name = "Problem";
  }

  get status() {
    return this.body.status;
  }

  get code() {
    return this.body.code;
  }
}

/** The request did not reach the server, or its answer did not come back: nobody knows whether it was done. */
export class Unreachable extends Error {
  constructor() {
    super("The server could not be reached");
    this.name = "Unreachable";
  }
}

/** A problem out of an answer that is not one: a proxy's page, an empty body. */
function unreadable(status: number): ProblemBody {
  return {
    status,
    code: "bad-answer",
    detail: `The server answered ${status}`,
    sentence: { zh: `服务器返回 ${status}，请稍后再试。`, en: `The server answered ${status}. Please try again later.` },
    hint: null,
    type: "about:blank",
    title: "",
    fields: [],
  };
}

export async function problemOf(response: Response): Promise<Problem> {
  const isProblem = response.headers.get("content-type")?.startsWith("application/problem+json");
  const body = isProblem ? ((await response.json().catch(() => null)) as ProblemBody | null) : null;
  return new Problem(body ?? unreadable(response.status));
}
