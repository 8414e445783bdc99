import { Drawer } from "antd";
import type { FileShown } from "~/api/schema";
import { useTexts } from "~/texts/texts";
import { FileViewer } from "./FileViewer";
import { fileTexts } from "./texts";

interface FileSheetProps {
  files: readonly FileShown[];
  at: number;
  onMove: (to: number) => void;
  onClose: () => void;
}

/** A sheet over the page with the file that is chosen. */
export default function FileSheet({ files, at, onMove, onClose }: FileSheetProps) {
  const t = useTexts(fileTexts);
  return (
    <Drawer open onClose={onClose} placement="bottom" size="92%" title={t("files")}>
      <FileViewer files={files} at={at} onMove={onMove} />
    </Drawer>
  );
}
