import { queryOptions, useQuery } from "@tanstack/react-query";
import { Tabs } from "antd";
import { useMemo } from "react";
import { api } from "~/api/client";
import type { Block, FileView, SheetShown } from "~/api/schema";
import { useTexts } from "~/texts/texts";
import { Loading } from "../Loading";
import { ProblemNote } from "../ProblemNote";
import { fileTexts } from "./texts";

/** A file of Word, Excel or text, as the server reads it. */
export default function ViewedFile({ digest, unlike }: { digest: string; unlike?: string }) {
  const t = useTexts(fileTexts);
  const { data: view, error } = useQuery(viewOf(digest));
  const { data: other } = useQuery({ ...viewOf(unlike ?? digest), enabled: unlike !== undefined });
  const known = useMemo(() => new Set(other?.blocks.map(textOf)), [other]);
  const isNew = (block: Block) => unlike !== undefined && other?.kind === "document" && textOf(block) !== "" && !known.has(textOf(block));
  if (error) return <ProblemNote error={error} />;
  if (!view) return <Loading />;
  if (view.kind === "none") return <p className="quiet">{t("noPreview")}</p>;
  return (
    <div className="viewed">
      {view.kind === "document" && view.blocks.map((block, index) => (
        isNew(block) ? <mark key={index} className="viewed-new"><BlockShown block={block} /></mark> : <BlockShown key={index} block={block} />
      ))}
      {view.kind === "workbook" && <Workbook sheets={view.sheets} />}
      {view.kind === "text" && <pre>{view.text}</pre>}
      {view.cut && <p className="quiet">{t("cut")}</p>}
    </div>
  );
}

const viewOf = (digest: string) =>
  queryOptions({
    queryKey: ["file", digest],
    queryFn: () => api<FileView>(`/files/${digest}/view`),
    staleTime: Infinity,
  });

/** A paragraph or table by what it says. */
const textOf = (block: Block) => (block.kind === "table" ? block.rows.map((row) => row.join("\t")).join("\n") : block.text.trim());

function BlockShown({ block }: { block: Block }) {
  if (block.kind === "table") return <Cells rows={block.rows} />;
  if (block.kind === "heading") return <p className={`viewed-heading is-${block.level}`}>{block.text}</p>;
  return <p className={block.kind === "item" ? "viewed-item" : ""}>{block.text}</p>;
}

function Workbook({ sheets }: { sheets: readonly SheetShown[] }) {
  const t = useTexts(fileTexts);
  const items = sheets.map((sheet) => ({
    key: sheet.name,
    label: sheet.name,
    children: <><Cells rows={sheet.rows} />{sheet.more && <p className="quiet">{t("cut")}</p>}</>,
  }));
  return <Tabs size="small" items={items} />;
}

const Cells = ({ rows }: { rows: readonly string[][] }) => (
  <div className="table-view">
    <table>
      <tbody>
        {rows.map((row, index) => <tr key={index}>{row.map((cell, column) => <td key={column}>{cell}</td>)}</tr>)}
      </tbody>
    </table>
  </div>
);
