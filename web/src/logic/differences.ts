import type { LineOfText } from "~/api/schema";

const AROUND = 3;
const WORTH_FOLDING = 3;

/** Lines to be shown, or so many equal ones that are folded away. */
export type Stretch = { lines: LineOfText[]; folded: false } | { lines: LineOfText[]; folded: true };

/** What has changed with a few lines around it; long equal stretches are folded. */
export function stretches(lines: readonly LineOfText[]): Stretch[] {
  const shown = lines.map((_, at) => lines.slice(Math.max(0, at - AROUND), at + AROUND + 1).some((line) => line.mark !== ""));
  const found: Stretch[] = [];
  lines.forEach((line, at) => {
    const last = found.at(-1);
    if (last && last.folded === !shown[at]) last.lines.push(line);
    else found.push({ lines: [line], folded: !shown[at] });
  });
  return found.map((one) => (one.folded && one.lines.length < WORTH_FOLDING ? { ...one, folded: false } : one));
}

/** A line of the older text beside the one of the newer that stands in its place. */
type Pair = readonly [before: LineOfText | null, after: LineOfText | null];

/** The two texts side by side. */
export function pairs(lines: readonly LineOfText[]): Pair[] {
  const found: Pair[] = [];
  let gone: LineOfText[] = [];
  let come: LineOfText[] = [];
  const settle = () => {
    for (let at = 0; at < Math.max(gone.length, come.length); at++) found.push([gone[at] ?? null, come[at] ?? null]);
    gone = [];
    come = [];
  };
  for (const line of lines) {
    if (line.mark === "-") gone.push(line);
    else if (line.mark === "+") come.push(line);
    else {
      settle();
      found.push([line, line]);
    }
  }
  settle();
  return found;
}
