import { Modal, Select } from "antd";
import { type ReactNode, Suspense, useState } from "react";
import type { FileVersion } from "~/api/schema";
import { useWords, useTexts } from "~/texts/texts";
import { Loading } from "../Loading";
import { useMomentWords } from "../Due";
import { FileContent, type SeenFile, type Turning } from "./FileContent";
import "./files.css";
import { fileTexts } from "./texts";

interface CompareFilesProps {
  file: SeenFile;
  /** What stood in its place before, the latest first. */
  earlier: readonly FileVersion[];
  /** The one that is shown first; else the latest. */
  first?: string | undefined;
  onClose: () => void;
}

/** Two versions of a file beside each other, on a narrow screen one below the other; pages turn together. */
export default function CompareFiles({ file, earlier, first, onClose }: CompareFilesProps) {
  const t = useTexts(fileTexts);
  const [asked, setChosen] = useState(first);
  const [page, turn] = useState(1);
  const before = earlier.find((one) => one.digest === asked) ?? earlier[0]!;
  const label = useVersionLabel();
  const turning = { page, turn };
  return (
    <Modal open title={t("compareTitle", { name: file.name })} footer={null} onCancel={onClose} width="min(1600px, 96vw)" className="compare">
      <div className="compare-pair">
        <Side file={before} unlike={file.digest} turning={turning}>
          {earlier.length === 1 ? (
            <b>{label(before)}</b>
          ) : (
            <Select
              aria-label={t("earlierVersion")}
              value={before.digest}
              onChange={setChosen}
              options={earlier.map((one) => ({ value: one.digest, label: label(one) }))}
            />
          )}
        </Side>
        <Side file={file} unlike={before.digest} turning={turning}><b>{t("current")} · {file.name}</b></Side>
      </div>
    </Modal>
  );
}

interface SideProps {
  file: SeenFile;
  unlike: string;
  turning: Turning;
  children: ReactNode;
}

const Side = ({ file, unlike, turning, children }: SideProps) => (
  <section className="compare-side">
    <div className="compare-head">{children}</div>
    <div className="viewer-body">
      <Suspense fallback={<Loading />}>
        <FileContent key={file.digest} file={file} unlike={unlike} turning={turning} />
      </Suspense>
    </div>
  </section>
);

/** "合同.docx · 龙飞 · 11月20日 09:15" */
function useVersionLabel() {
  const words = useWords();
  const moment = useMomentWords();
  return ({ name, by, at }: FileVersion) => [name, words(by?.name), moment(at)].filter(Boolean).join(" · ");
}
