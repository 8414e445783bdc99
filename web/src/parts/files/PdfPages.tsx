import { LeftOutlined, RightOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { getDocument, GlobalWorkerOptions, type PDFDocumentProxy } from "pdfjs-dist";
import worker from "pdfjs-dist/build/pdf.worker.min.mjs?url";
import { useEffect, useRef, useState } from "react";
import { useTexts } from "~/texts/texts";
import { Loading } from "../Loading";
import type { Turning } from "./FileContent";
import { fileTexts } from "./texts";

GlobalWorkerOptions.workerSrc = worker;
const SHARP = 2;

/** A PDF page by page, fitted to the width there is; the page one was at is remembered. */
export default function PdfPages({ address, digest, turning }: { address: string; digest: string; turning?: Turning }) {
  const t = useTexts(fileTexts);
  const { data: pdf, error } = useQuery({
    queryKey: ["pdf", digest],
    queryFn: () => getDocument({ url: address, enableXfa: false }).promise,
    staleTime: Infinity,
    gcTime: 60_000,
    retry: false,
    structuralSharing: false,
  });
  const own = useRememberedPage(digest);
  const [page, setPage] = turning ? [turning.page, turning.turn] : own;
  if (error) return <p role="alert">{t("broken")}</p>;
  if (!pdf) return <Loading />;
  const shown = Math.min(page, pdf.numPages);
  return (
    <>
      <Drawn pdf={pdf} page={shown} />
      {pdf.numPages > 1 && (
        <div className="viewer-pages">
          <Button icon={<LeftOutlined aria-hidden />} disabled={shown === 1} aria-label={t("previousPage")} onClick={() => setPage(shown - 1)} />
          <span>{t("page", { page: shown, pages: pdf.numPages })}</span>
          <Button icon={<RightOutlined aria-hidden />} disabled={shown === pdf.numPages} aria-label={t("nextPage")} onClick={() => setPage(shown + 1)} />
        </div>
      )}
    </>
  );
}

function useRememberedPage(digest: string): [number, (page: number) => void] {
  const key = `banjie.page.${digest}`;
  const [page, setPage] = useState(() => Number(sessionStorage.getItem(key) ?? 1));
  const turn = (to: number) => {
    sessionStorage.setItem(key, String(to));
    setPage(to);
  };
  return [page, turn];
}

function Drawn({ pdf, page }: { pdf: PDFDocumentProxy; page: number }) {
  const t = useTexts(fileTexts);
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => draw(pdf, page, canvas.current!), [pdf, page]);
  return <canvas ref={canvas} className="viewer-page" role="img" aria-label={t("page", { page, pages: pdf.numPages })} />;
}

/** Draw a page; returns how to stop. */
function draw(pdf: PDFDocumentProxy, number: number, canvas: HTMLCanvasElement) {
  let stopped = false;
  let stop = () => {};
  void pdf.getPage(number).then((page) => {
    if (stopped) return;
    const width = canvas.parentElement!.clientWidth;
    const viewport = page.getViewport({ scale: (width / page.getViewport({ scale: 1 }).width) * SHARP });
    canvas.width = viewport.width;
    canvas.height = viewport.height;
    const drawing = page.render({ canvas, viewport });
    stop = () => drawing.cancel();
    drawing.promise.catch((error: Error) => {
      if (error.name !== "RenderingCancelledException") throw error;
    });
  });
  return () => {
    stopped = true;
    stop();
  };
}
