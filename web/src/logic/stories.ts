import type { Diagram, LineOfStory, Mark } from "~/api/schema";

/** Where a story has been in the diagram after these lines, and where it is: at the step told of last. */
export function marksAfter(lines: readonly LineOfStory[], { nodes }: Diagram): Mark[] {
  const drawn = new Set(nodes.map((node) => node.id));
  const been = lines.flatMap(({ step }) => (step && drawn.has(step) ? [step] : []));
  const now = been.at(-1);
  return [...new Set(been)].map((node) => ({
    node,
    state: node === now ? "now" : "done",
    open: 0,
    done: 0,
    late: 0,
    wait: null,
  }));
}
