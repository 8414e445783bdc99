import { MinusOutlined, PlusOutlined, ShrinkOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { type KeyboardEvent, useMemo, useRef } from "react";
import type { Diagram as Drawn, Mark } from "~/api/schema";
import { useNarrow } from "~/shell/narrow";
import { useTexts, useWords } from "~/texts/texts";
import "./diagram.css";
import { DiagramEdges } from "./DiagramEdges";
import { DiagramNodes } from "./DiagramNodes";
import { diagramTexts } from "./texts";
import { useScale } from "./useScale";

const STEP = 80;

interface DiagramProps {
  diagram: Drawn;
  /** Which node is looked at more closely. */
  chosen?: string | null;
  onChoose?: (node: string) => void;
  /** Steps are coloured by how long cases wait at them. */
  heat?: boolean;
}

/** A definition as a diagram, with where a case, or many, stand in it. Read by mouse, finger, keyboard and on paper. */
export function Diagram({ diagram, chosen = null, onChoose, heat = false }: DiagramProps) {
  const t = useTexts(diagramTexts);
  const words = useWords();
  const narrow = useNarrow();
  const layout = narrow ? diagram.narrow : diagram.wide;
  const marks = useMemo(() => new Map(diagram.marks.map((mark) => [mark.node, mark])), [diagram]);
  const frame = useRef<HTMLDivElement>(null);
  const scale = useScale(frame, layout, placeOfNow(diagram, layout));

  const keys = (event: KeyboardEvent) => {
    const move = MOVES[event.key];
    const zoom = { "+": scale.closer, "=": scale.closer, "-": scale.farther, "0": scale.whole }[event.key];
    if (!move && !zoom) return;
    event.preventDefault();
    zoom?.();
    if (move) frame.current?.scrollBy({ left: move[0] * STEP, top: move[1] * STEP });
  };

  return (
    <div className="diagram">
      <div className="diagram-tools">
        <Button icon={<PlusOutlined aria-hidden />} aria-label={t("closer")} title={t("closer")} onClick={scale.closer} />
        <Button icon={<MinusOutlined aria-hidden />} aria-label={t("farther")} title={t("farther")} onClick={scale.farther} />
        <Button icon={<ShrinkOutlined aria-hidden />} aria-label={t("whole")} title={t("whole")} onClick={scale.whole} />
      </div>
      {/* biome-ignore lint: the frame is scrolled by keys */}
      <div className="diagram-frame" data-scrolls ref={frame} tabIndex={0} onKeyDown={keys} role="region" aria-label={t("diagram", { name: words(diagram.name) })} title={t("help")}>
        <svg
          width={layout.width * scale.at}
          height={layout.height * scale.at}
          viewBox={`0 0 ${layout.width} ${layout.height}`}
          className="diagram-drawing"
        >
          <DiagramNodes diagram={diagram} layout={layout} marks={marks} frames chosen={chosen} onChoose={onChoose} heat={heat} />
          <DiagramEdges diagram={diagram} layout={layout} marks={marks} />
          <DiagramNodes diagram={diagram} layout={layout} marks={marks} chosen={chosen} onChoose={onChoose} heat={heat} />
        </svg>
      </div>
    </div>
  );
}

export type Marks = ReadonlyMap<string, Mark>;

const MOVES: Record<string, readonly [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Where the case stands, to be seen first. */
function placeOfNow(diagram: Drawn, layout: Drawn["wide"]) {
  const now = diagram.marks.find((mark) => mark.state === "now" || mark.state === "incident");
  const leaf = (id: string) => !diagram.nodes.find((node) => node.id === id)?.holds;
  const named = now && leaf(now.node) ? now : diagram.marks.find((mark) => mark.state === "now" && leaf(mark.node));
  return layout.boxes.find((box) => box.id === named?.node) ?? null;
}
