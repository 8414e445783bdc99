import { FileImageOutlined, FileOutlined, FilePdfOutlined } from "@ant-design/icons";
import { Suspense, useState } from "react";
import type { FileShown } from "~/api/schema";
import { sizeWords } from "~/logic/sizes";
import { lazily } from "~/shell/later";
import { useWords } from "~/texts/texts";
import { Loading } from "../Loading";
import "./files.css";

const FileSheet = lazily(() => import("./FileSheet"));
const FileViewer = lazily(async () => ({ default: (await import("./FileViewer")).FileViewer }));

/** Files as a list; one that is chosen is shown over the page. */
export function Files({ files, onOpen }: { files: readonly FileShown[]; onOpen: (index: number) => void }) {
  const words = useWords();
  return (
    <ul className="files">
      {files.map((file, index) => (
        <li key={`${file.digest}-${file.path ?? ""}-${index}`}>
          <button type="button" onClick={() => onOpen(index)}>
            <Sign file={file} />
            <span className="files-name">{file.name}</span>
            <span className="quiet">{[words(file.label), sizeWords(file.size)].filter(Boolean).join(" · ")}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function Sign({ file }: { file: FileShown }) {
  if (file.media_type.startsWith("image/")) return <FileImageOutlined aria-hidden />;
  return file.media_type === "application/pdf" ? <FilePdfOutlined aria-hidden /> : <FileOutlined aria-hidden />;
}

/** Files with a sheet over the page for the one that is chosen: where there is no room beside it. */
export function FilesInSheet({ files }: { files: readonly FileShown[] }) {
  const [at, setAt] = useState<number | null>(null);
  return (
    <>
      <Files files={files} onOpen={setAt} />
      {at !== null && <Suspense><FileSheet files={files} at={at} onMove={setAt} onClose={() => setAt(null)} /></Suspense>}
    </>
  );
}

/** A list and, below it, the file that is chosen: the first one at once. */
export function FilesBeside({ files }: { files: readonly FileShown[] }) {
  const [at, setAt] = useState(0);
  return (
    <>
      {files.length > 1 && <Files files={files} onOpen={setAt} />}
      <Suspense fallback={<Loading />}><FileViewer files={files} at={Math.min(at, files.length - 1)} onMove={setAt} /></Suspense>
    </>
  );
}
