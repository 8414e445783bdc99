import { DownloadOutlined, LeftOutlined, RightOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { Suspense, type TouchEvent, useRef } from "react";
import type { FileShown } from "~/api/schema";
import { CompareButton } from "./CompareButton";
import { fileAddress, FileContent } from "./FileContent";
import { useTexts } from "~/texts/texts";
import { Loading } from "../Loading";
import { fileTexts } from "./texts";

const SWIPE = 60;

interface FileViewerProps {
  files: readonly FileShown[];
  at: number;
  onMove: (to: number) => void;
}

/** One file, seen without download; a swipe or an arrow goes to the next. */
export function FileViewer({ files, at, onMove }: FileViewerProps) {
  const t = useTexts(fileTexts);
  const file = files[at]!;
  const move = (by: number) => files[at + by] && onMove(at + by);
  return (
    <div className="viewer">
      <div className="viewer-bar">
        <b className="files-name">{file.name}</b>
        {files.length > 1 && (
          <>
            <Button type="text" icon={<LeftOutlined aria-hidden />} disabled={at === 0} aria-label={t("previous")} onClick={() => move(-1)} />
            <span>{t("of", { index: at + 1, count: files.length })}</span>
            <Button type="text" icon={<RightOutlined aria-hidden />} disabled={at === files.length - 1} aria-label={t("next")} onClick={() => move(1)} />
          </>
        )}
        <CompareButton file={file} />
        <Button type="text" icon={<DownloadOutlined aria-hidden />} aria-label={t("download")} href={fileAddress(file)} download={file.name} />
      </div>
      <div className="viewer-body" {...useSwipe(move)}>
        <Suspense fallback={<Loading />}>
          <FileContent key={file.digest} file={file} />
        </Suspense>
      </div>
    </div>
  );
}

/** A swipe to the side that is more than a scroll. */
function useSwipe(move: (by: number) => void) {
  const from = useRef<{ x: number; y: number } | null>(null);
  return {
    onTouchStart: (event: TouchEvent) => {
      const touch = event.touches[0];
      from.current = touch && event.touches.length === 1 ? { x: touch.clientX, y: touch.clientY } : null;
    },
    onTouchEnd: (event: TouchEvent) => {
      const touch = event.changedTouches[0];
      if (!from.current || !touch) return;
      const [across, along] = [touch.clientX - from.current.x, touch.clientY - from.current.y];
      if (Math.abs(across) > SWIPE && Math.abs(across) > 2 * Math.abs(along)) move(across < 0 ? 1 : -1);
    },
  };
}
