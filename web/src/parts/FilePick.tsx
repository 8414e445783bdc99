import { DeleteOutlined, PaperClipOutlined } from "@ant-design/icons";
import { Button, Upload } from "antd";
import { useEffect, useRef, useState } from "react";
import { api } from "~/api/client";
import type { FileRef, FormField } from "~/api/schema";
import { sizeWords } from "~/logic/sizes";
import { useTexts } from "~/texts/texts";
import { onTheWay } from "~/api/uploads";
import { ProblemNote } from "./ProblemNote";
import { partTexts } from "./texts";

interface FilePickProps {
  id?: string;
  field: Pick<FormField, "type" | "file_kinds" | "max_size">;
  value: unknown;
  onChange: (value: unknown) => void;
}

/** Files are stored as soon as they are chosen; the form holds what refers to them. */
export function FilePick({ id, field, value, onChange }: FilePickProps) {
  const t = useTexts(partTexts);
  const [uploading, setUploading] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const many = field.type === "files";
  const files = filesIn(value);
  const now = useRef({ files, onChange });
  useEffect(() => void (now.current = { files, onChange }));

  const upload = async (chosen: File[]) => {
    setProblem(null);
    setUploading(true);
    const ended = await onTheWay(() => Promise.allSettled(chosen.map(store)));
    setUploading(false);
    const stored = ended.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
    const failed = ended.find((one) => one.status === "rejected");
    // What was written beside it meanwhile stays, and so does what came of those chosen with one that failed.
    if (stored.length > 0) now.current.onChange(many ? [...now.current.files, ...stored] : stored[0]);
    if (failed) setProblem(failed.reason);
  };
  const remove = (gone: FileRef) => {
    const left = files.filter((file) => file !== gone);
    onChange(many && left.length ? left : null);
  };

  return (
    <div className="file-pick">
      {files.map((file) => (
        <div key={file.digest + file.name} className="file-line">
          <PaperClipOutlined aria-hidden /> <span className="file-name">{file.name}</span> <span className="quiet">{sizeWords(file.size)}</span>
          <Button type="text" icon={<DeleteOutlined aria-hidden />} aria-label={`${t("remove")} ${file.name}`} onClick={() => remove(file)} />
        </div>
      ))}
      {(many || files.length === 0) && (
        <Upload.Dragger
          id={id}
          multiple={many}
          accept={field.file_kinds.map((kind) => `.${kind}`).join(",")}
          showUploadList={false}
          disabled={uploading}
          beforeUpload={(file, chosen) => {
            if (file === chosen[0]) void upload(chosen);
            return false;
          }}
        >
          {uploading ? t("uploading") : t("upload")} <span className="quiet">{limitsOf(field)}</span>
        </Upload.Dragger>
      )}
      {problem !== null && <ProblemNote error={problem} />}
    </div>
  );
}

const filesIn = (value: unknown): FileRef[] =>
  Array.isArray(value) ? (value as FileRef[]) : value ? [value as FileRef] : [];

const limitsOf = ({ file_kinds, max_size }: FilePickProps["field"]) =>
  [file_kinds.join(" "), max_size === null ? "" : `≤ ${sizeWords(max_size)}`].filter(Boolean).join(" · ");

async function store(file: File): Promise<FileRef> {
  const body = new FormData();
  body.append("file", file, file.name);
  return api<FileRef>("/files", { method: "POST", body });
}
