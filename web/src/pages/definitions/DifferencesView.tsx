import { Button, Tag } from "antd";
import { useMemo, useState } from "react";
import type { Differences, DifferenceTold, LineOfText, TextTold, Words } from "~/api/schema";
import { pairs, type Stretch, stretches } from "~/logic/differences";
import { useWide } from "~/shell/narrow";
import { useTexts, useWords } from "~/texts/texts";
import { ForRunningCases } from "./ChangeTag";
import { definitionsTexts } from "./texts";

/** What is different: as people think of it, then line by line, side by side where there is room. */
export function DifferencesView({ differences }: { differences: Differences }) {
  const t = useTexts(definitionsTexts);
  return (
    <>
      <h2>{t("told")}</h2>
      <ForRunningCases change={differences.change} />
      {differences.told.length === 0 && <p className="quiet">{t("noDifference")}</p>}
      <ul className="differences-told">
        {differences.told.map((one) => <Told key={`${one.kind} ${one.what} ${one.id}`} one={one} />)}
      </ul>
      {differences.texts.length > 0 && (
        <>
          <h2>{t("texts")}</h2>
          <ul className="differences-told">{differences.texts.map((one) => <OtherText key={one.place} one={one} />)}</ul>
        </>
      )}
      <h2>{t("lines")}</h2>
      <Lines lines={differences.lines} />
    </>
  );
}

function Told({ one }: { one: DifferenceTold }) {
  const t = useTexts(definitionsTexts);
  const words = useWords();
  const what = one.what in definitionsTexts ? t(one.what as keyof typeof definitionsTexts) : one.what;
  return (
    <li>
      <Tag variant="outlined">{t(one.kind)}</Tag>
      <span>{what} <strong>{words(one.name)}</strong></span> <code>{one.id}</code>
      {one.keys.length > 0 && <code className="quiet">{one.keys.join(", ")}</code>}
    </li>
  );
}

function OtherText({ one }: { one: TextTold }) {
  const words = useWords();
  const elsewhere = words(one.before) === words(one.after); // in the other language
  const said = (text: Words) => (elsewhere ? `${text.zh} / ${text.en}` : words(text));
  return <li><del>{said(one.before)}</del> → <strong>{said(one.after)}</strong> <code>{one.place}</code></li>;
}

function Lines({ lines }: { lines: LineOfText[] }) {
  const t = useTexts(definitionsTexts);
  const found = useMemo(() => stretches(lines), [lines]);
  if (lines.every((line) => line.mark === "")) return <p className="quiet">{t("noLines")}</p>;
  return (
    <div className="difference-lines" data-scrolls tabIndex={0} role="region" aria-label={t("lines")}>
      {found.map((one, at) => <LinesTogether key={at} stretch={one} />)}
    </div>
  );
}

function LinesTogether({ stretch }: { stretch: Stretch }) {
  const t = useTexts(definitionsTexts);
  const wide = useWide();
  const [open, setOpen] = useState(!stretch.folded);
  if (!open) return <Button type="text" block onClick={() => setOpen(true)}>{t("unchanged", { count: stretch.lines.length })}</Button>;
  return wide ? <SideBySide lines={stretch.lines} /> : <OneBelowTheOther lines={stretch.lines} />;
}

const SideBySide = ({ lines }: { lines: LineOfText[] }) =>
  pairs(lines).map(([before, after], at) => (
    <div key={at} className="difference-pair">
      <Line line={before} number={before?.before ?? null} />
      <Line line={after} number={after?.after ?? null} />
    </div>
  ));

const OneBelowTheOther = ({ lines }: { lines: LineOfText[] }) =>
  lines.map((line, at) => <Line key={at} line={line} number={line.after ?? line.before} />);

const KINDS = { "+": "is-come", "-": "is-gone", "": "" } as const;

function Line({ line, number }: { line: LineOfText | null; number: number | null }) {
  const t = useTexts(definitionsTexts);
  if (!line) return <div className="difference-line is-nothing" />;
  const said = { "+": t("lineCome"), "-": t("lineGone"), "": undefined }[line.mark];
  return (
    <div className={`difference-line ${KINDS[line.mark]}`}>
      <span className="difference-number" aria-hidden>{number}</span>
      <span className="difference-mark" role={said && "img"} aria-label={said}>{line.mark}</span>
      <code>{line.text}</code>
    </div>
  );
}
