import { Problem, problemOf, Unreachable } from "./problem";

type Query = Record<string, string | number | boolean | readonly string[] | null | undefined>;

export interface Ask {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  query?: Query;
  body?: unknown;
  /** Names the act, so that sending it twice does it once. */
  key?: string;
  /** The request outlives the page. */
  keepalive?: boolean;
  signal?: AbortSignal;
}

let csrf = "";
let language = "zh";
const signedOutListeners = new Set<() => void>();
let renewed: () => Promise<boolean> = async () => false;

export const setCsrf = (token: string) => void (csrf = token);
export const setClientLanguage = (to: string) => void (language = to);

/** Hear that the session is over; returns how to stop hearing. */
export function onSignedOut(listener: () => void) {
  signedOutListeners.add(listener);
  return () => void signedOutListeners.delete(listener);
}

/** How the session is asked for anew when it has become another one behind this page; false: it is of somebody else. */
export const setRenewing = (renew: () => Promise<boolean>) => void (renewed = renew);

export function addressOf(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === null || value === undefined || value === "") continue;
    for (const one of Array.isArray(value) ? value : [value]) search.append(name, String(one));
  }
  const asked = search.toString();
  return `/api${path}${asked ? `?${asked}` : ""}`;
}

function headersOf(ask: Ask): Headers {
  const headers = new Headers({ Accept: "application/json", "Accept-Language": language });
  if (ask.method && ask.method !== "GET") headers.set("X-CSRF-Token", csrf);
  if (ask.key) headers.set("Idempotency-Key", ask.key);
  if (ask.body !== undefined && !(ask.body instanceof FormData)) headers.set("Content-Type", "application/json");
  return headers;
}

const bodyOf = (body: unknown) =>
  body === undefined || body instanceof FormData ? (body as FormData | undefined) : JSON.stringify(body);

/** What came with the page: the answers to what it asks first, by address. Each is taken once. */
const first = JSON.parse(document.getElementById("first-answers")?.textContent || "{}") as Record<string, unknown>;

function takeFirst(address: string): unknown {
  const answer = first[address];
  delete first[address];
  return answer;
}

/** What came with the page as the answer to this: a query that begins with it is drawn at once. */
export const firstAnswer = <T>(path: string, query: Query = {}) => takeFirst(addressOf(path, query)) as T | undefined;

async function send(path: string, ask: Ask): Promise<Response> {
  try {
    return await fetch(addressOf(path, ask.query), {
      method: ask.method ?? "GET",
      headers: headersOf(ask),
      body: bodyOf(ask.body) ?? null,
      credentials: "same-origin",
      keepalive: ask.keepalive ?? false,
      signal: ask.signal ?? null,
    });
  } catch (error) {
    if (ask.signal?.aborted) throw error;
    throw new Unreachable();
  }
}

/** What an answer says. One that broke off, or a page that stood in the way, says nothing. */
async function answerOf(response: Response, ask: Ask): Promise<unknown> {
  try {
    return await response.json();
  } catch (error) {
    if (ask.signal?.aborted) throw error;
    throw new Unreachable();
  }
}

async function asked<T>(path: string, ask: Ask): Promise<T> {
  const response = await send(path, ask);
  if (!response.ok) throw await problemOf(response);
  return (response.status === 204 ? undefined : await answerOf(response, ask)) as T;
}

/** Somebody has signed in again meanwhile, in another window. */
const NOT_OF_THIS_SESSION = "not-from-a-page";

/** Ask the API. Raises `Problem` for a refusal, `Unreachable` when nobody answered. */
export async function api<T>(path: string, ask: Ask = {}): Promise<T> {
  const known = ask.method ? undefined : takeFirst(addressOf(path, ask.query));
  if (known !== undefined) return known as T;
  try {
    return await asked<T>(path, ask);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (error.code === "sign-in-needed") signedOut();
    if (error.code !== NOT_OF_THIS_SESSION || !(await renewed())) throw error;
    return asked<T>(path, ask);
  }
}

/** What came with the page was for who was signed in then. */
function signedOut() {
  for (const address of Object.keys(first)) delete first[address];
  for (const listener of signedOutListeners) listener();
}

export { Problem, Unreachable };
