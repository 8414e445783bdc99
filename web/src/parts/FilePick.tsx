import { DeleteOutlined, PaperClipOutlined } from "@ant-design/icons";
import { Button, Upload } from "antd";
import { useState } from "react";
import { api } from "~/api/client";
import type { FileRef, FormField } from "~/api/schema";
import { sizeWords } from "~/logic/sizes";
import { useTexts } from "~/texts/texts";
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
  const [uploading, setUploading] = useState(0);
  const [problem, setProblem] = useState<unknown>(null);
  const many = field.type === "files";
  const files = filesIn(value);

  const upload = async (chosen: File[]) => {
    setProblem(null);
    setUploading((count) => count + chosen.length);
    try {
      const stored = await Promise.all(chosen.map(store));
      onChange(many ? [...files, ...stored] : stored[0]);
    } catch (error) {
      setProblem(error);
    } finally {
      setUploading((count) => count - chosen.length);
    }
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
          disabled={uploading > 0}
          beforeUpload={(file, chosen) => {
            if (file === chosen[0]) void upload(chosen);
            return false;
          }}
        >
          {uploading > 0 ? t("uploading") : t("upload")} <span className="quiet">{limitsOf(field)}</span>
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
