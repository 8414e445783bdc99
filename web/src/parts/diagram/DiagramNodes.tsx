import type { Box, Diagram, Layout, Mark, Node } from "~/api/schema";
import { useTexts, useWords } from "~/texts/texts";
import type { Marks } from "./Diagram";
import { diagramTexts } from "./texts";

const HOUR = 3600;

interface NodesProps {
  diagram: Diagram;
  layout: Layout;
  marks: Marks;
  /** Those that hold others, which stand behind everything else. */
  frames?: boolean;
  chosen: string | null;
  onChoose: ((node: string) => void) | undefined;
  heat: boolean;
}

/** The steps of a diagram. */
export function DiagramNodes({ diagram, layout, marks, frames = false, chosen, onChoose, heat }: NodesProps) {
  const nodes = new Map(diagram.nodes.map((node) => [node.id, node]));
  const longest = Math.max(1, ...diagram.marks.map((mark) => mark.wait ?? 0));
  return (
    <g>
      {layout.boxes.map((box) => {
        const node = nodes.get(box.id);
        if (!node || node.holds !== frames) return null;
        const mark = marks.get(box.id);
        const warmth = heat && mark?.wait ? mark.wait / longest : 0;
        return <OneNode key={box.id} node={node} box={box} mark={mark} chosen={chosen === box.id} onChoose={onChoose} warmth={warmth} />;
      })}
    </g>
  );
}

interface NodeProps {
  node: Node;
  box: Box;
  mark: Mark | undefined;
  chosen: boolean;
  onChoose: ((node: string) => void) | undefined;
  warmth: number;
}

function OneNode({ node, box, mark, chosen, onChoose, warmth }: NodeProps) {
  const words = useWords();
  const said = useSaid();
  const state = mark?.state ?? "none";
  const classes = ["node", `is-${node.kind}`, `is-${state}`, mark && mark.late > 0 ? "is-late" : "", chosen ? "is-chosen" : ""];
  const label = [words(node.name), said.mark(mark), words(node.about), said.when(node)].filter(Boolean).join("，");
  const choose = onChoose && (() => onChoose(node.id));
  return (
    <g
      className={classes.filter(Boolean).join(" ")}
      {...(choose ? { role: "button", tabIndex: 0, onClick: choose, onKeyDown: (event) => event.key === "Enter" && choose() } : { role: "img" })}
      aria-label={label}
    >
      <title>{label}</title>
      <Outline node={node} box={box} />
      {warmth > 0 && <rect {...box} id={undefined} rx={8} className="node-heat" fillOpacity={0.12 + warmth * 0.5} />}
      {node.holds ? <text x={box.x + 14} y={box.y + 23} className="node-title">{words(node.name)}</text> : <Inside node={node} box={box} mark={mark} />}
    </g>
  );
}

/** Its kind is seen by its outline: people round, decisions pointed, ends like a pill. */
function Outline({ node, box }: { node: Node; box: Box }) {
  const { x, y, width, height } = box;
  if (node.kind === "choose" || node.kind === "decision") {
    const tip = 12;
    const corners = [[x + tip, y], [x + width - tip, y], [x + width, y + height / 2], [x + width - tip, y + height], [x + tip, y + height], [x, y + height / 2]];
    return <polygon className="node-box" points={corners.map((corner) => corner.join(",")).join(" ")} />;
  }
  const round = node.kind === "end" || node.kind === "start" ? height / 2 : node.kind === "event" ? 18 : 8;
  return <rect className="node-box" x={x} y={y} width={width} height={height} rx={round} />;
}

function Inside({ node, box, mark }: { node: Node; box: Box; mark: Mark | undefined }) {
  const words = useWords();
  const said = useSaid();
  const second = said.counts(mark) || (node.when.en ? said.when(node) : words(node.about));
  return (
    <foreignObject x={box.x + 6} y={box.y + 3} width={box.width - 12} height={box.height - 6}>
      <div className="node-words">
        <b>{words(node.name)}</b>
        {second && <span>{second}</span>}
      </div>
    </foreignObject>
  );
}

function useSaid() {
  const t = useTexts(diagramTexts);
  const words = useWords();
  const hours = (seconds: number) => (seconds / HOUR).toFixed(seconds < 10 * HOUR ? 1 : 0);
  const counts = (mark: Mark | undefined) => {
    if (!mark) return "";
    const many = mark.open > 1 || mark.wait !== null;
    const open = many && mark.open > 0 ? t(mark.late > 0 ? "openLate" : "open", { count: mark.open, late: mark.late }) : "";
    return [open, mark.wait === null ? "" : t("wait", { hours: hours(mark.wait) })].filter(Boolean).join(" · ");
  };
  return {
    counts,
    mark: (mark: Mark | undefined) => (mark ? [t(mark.state), mark.late > 0 ? t("late") : "", counts(mark)].filter(Boolean).join(" ") : ""),
    when: (node: Node) => (node.when.en ? t("only", { when: words(node.when) }) : ""),
  };
}
