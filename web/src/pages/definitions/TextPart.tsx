import { CopyOutlined, DownloadOutlined } from "@ant-design/icons";
import { Button, message } from "antd";
import { lazy, Suspense } from "react";
import type { DefinitionDetail } from "~/api/schema";
import { Loading } from "~/parts/Loading";
import { useTexts } from "~/texts/texts";
import { definitionsTexts } from "./texts";

const TextEditor = lazy(() => import("~/parts/text-editor/TextEditor"));

/** The version as it was written. */
export function TextPart({ detail }: { detail: DefinitionDetail }) {
  const t = useTexts(definitionsTexts);
  return (
    <>
      <TextActs text={detail.source} file={`${detail.item.process}.yaml`} />
      <Suspense fallback={<Loading />}><TextEditor text={detail.source} label={t("text")} /></Suspense>
    </>
  );
}

function TextActs({ text, file }: { text: string; file: string }) {
  const t = useTexts(definitionsTexts);
  const [said, saying] = message.useMessage();
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    void said.success(t("copied"));
  };
  const address = `data:text/yaml;charset=utf-8,${encodeURIComponent(text)}`;
  return (
    <div className="definition-acts">
      {saying}
      {navigator.clipboard && <Button icon={<CopyOutlined aria-hidden />} onClick={() => void copy()}>{t("copyText")}</Button>}
      <Button icon={<DownloadOutlined aria-hidden />} href={address} download={file}>{t("download")}</Button>
    </div>
  );
}
