import type { Diagram, Edge, Layout, Way } from "~/api/schema";
import { useLanguage, useWords } from "~/texts/texts";
import type { Marks } from "./Diagram";

const WIDE_SIGN = 11.5;
const NARROW_SIGN = 6.2;
const LINE = 13;
const ROUND = 7;

/** The ways between the steps, with what is said at them. */
export function DiagramEdges({ diagram, layout, marks }: { diagram: Diagram; layout: Layout; marks: Marks }) {
  const edges = new Map(diagram.edges.map((edge) => [edge.id, edge]));
  return (
    <g className="edges" aria-hidden>
      <defs>
        {(["forward", "back", "event", "gone"] as const).map((kind) => (
          <marker key={kind} id={`arrow-${kind}`} viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
            <path d="M0 0 L8 4 L0 8 z" className={`arrow is-${kind}`} />
          </marker>
        ))}
      </defs>
      {layout.ways.map((way) => {
        const edge = edges.get(way.id);
        return edge && <OneEdge key={way.id} edge={edge} way={way} gone={isBehind(edge, marks)} />;
      })}
    </g>
  );
}

const isBehind = (edge: Edge, marks: Marks) => {
  const [from, to] = [marks.get(edge.source), marks.get(edge.target)];
  return edge.kind === "forward" && (from?.done ?? 0) > 0 && to !== undefined && to.state !== "skipped" && !edge.label.en;
};

function OneEdge({ edge, way, gone }: { edge: Edge; way: Way; gone: boolean }) {
  const kind = gone ? "gone" : edge.kind;
  return (
    <g className={`edge is-${kind}`}>
      <path d={rounded(way.points)} markerEnd={`url(#arrow-${kind})`} />
      <Label edge={edge} way={way} />
    </g>
  );
}

function Label({ edge, way }: { edge: Edge; way: Way }) {
  const words = useWords();
  const language = useLanguage();
  const text = words(edge.label);
  if (!text) return null;
  const lines = wrapped(text, way.label_width, language === "zh" ? WIDE_SIGN : NARROW_SIGN);
  const [x, y] = way.label_at as [number, number];
  return (
    <text x={x} y={y - (lines.length - 1) * LINE} textAnchor={way.anchor}>
      <title>{text}</title>
      {lines.map((line, index) => <tspan key={line + index} x={x} dy={index === 0 ? 0 : LINE}>{line}</tspan>)}
    </text>
  );
}

/** At most two lines of what fits; all of it stands in the title. */
function wrapped(text: string, width: number, sign: number): string[] {
  const room = Math.max(4, Math.floor(width / sign));
  const size = (said: string) => [...said].reduce((sum, one) => sum + (one.charCodeAt(0) > 0x2e7f ? WIDE_SIGN : NARROW_SIGN) / sign, 0);
  const lines: string[] = [];
  let line = "";
  for (const part of text.split(/(?<=[\s，、])|(?=[（(])|(?<=[\u4e00-\u9fff])/u)) {
    if (line && size(line + part) > room) {
      lines.push(line.trim());
      line = part;
    } else line += part;
  }
  lines.push(line.trim());
  if (lines.length <= 2) return lines;
  return [lines[0]!, `${lines[1]!.slice(0, Math.max(1, room - 1))}…`];
}

/** A line with rounded corners. */
function rounded(points: readonly (readonly number[])[]): string {
  const [first, ...rest] = points as [number, number][];
  let path = `M${first![0]} ${first![1]}`;
  rest.forEach((corner, index) => {
    const before = index === 0 ? first! : rest[index - 1]!;
    const next = rest[index + 1];
    if (!next) {
      path += `L${corner[0]} ${corner[1]}`;
      return;
    }
    const [into, out] = [towards(corner, before), towards(corner, next)];
    path += `L${into[0]} ${into[1]}Q${corner[0]} ${corner[1]} ${out[0]} ${out[1]}`;
  });
  return path;
}

function towards([x, y]: [number, number], [tox, toy]: [number, number]): [number, number] {
  const length = Math.hypot(tox - x, toy - y) || 1;
  const step = Math.min(ROUND, length / 2);
  return [x + ((tox - x) / length) * step, y + ((toy - y) / length) * step];
}
