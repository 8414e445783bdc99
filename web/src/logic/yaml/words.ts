/** The names a definition gives: what its other places may call. */
export interface NamesGiven {
  fields: string[];
  settings: string[];
  messages: string[];
  documents: string[];
  clocks: string[];
  steps: string[];
}

const KINDS =
  "user_task|service_task|decision|choose|parallel|for_each|scope|send|notify|wait|call_process|calculate|compensate|raise|end";
const STEP = new RegExp(`^\\s*-\\s*\\{?\\s*(?:${KINDS}):\\s*([a-z][a-z0-9_]*)`, "gm");

/** The names in a text, also in one that is half written. */
export function namesIn(text: string): NamesGiven {
  return {
    fields: keysBelow(text, "data"),
    settings: keysBelow(text, "settings"),
    messages: keysBelow(text, "messages"),
    documents: keysBelow(text, "documents"),
    clocks: keysBelow(text, "clocks"),
    steps: [...new Set([...text.matchAll(STEP)].map((found) => found[1]!))],
  };
}

/** The keys of a map at the top of the text. */
function keysBelow(text: string, section: string): string[] {
  const body = new RegExp(`^${section}:[^\\n]*\\n((?:[ #][^\\n]*\\n?|\\n)*)`, "m").exec(text)?.[1] ?? "";
  const indent = /^( +)[a-z]/m.exec(body)?.[1];
  if (!indent) return [];
  return [...body.matchAll(new RegExp(`^${indent}([a-z][a-z0-9_-]*):`, "gm"))].map((found) => found[1]!);
}
