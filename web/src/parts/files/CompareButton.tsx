import { DiffOutlined } from "@ant-design/icons";
import { Suspense, useState } from "react";
import type { FileShown } from "~/api/schema";
import { Button } from "~/parts/plain/Button";
import { lazily } from "~/shell/later";
import { useTexts } from "~/texts/texts";
import { fileTexts } from "./texts";

const CompareFiles = lazily(() => import("./CompareFiles"));

interface CompareButtonProps {
  file: FileShown;
  /** The version that is shown first; else the one before. */
  first?: string | undefined;
}

/** Opens a file beside what stood in its place before; nothing for one that has no earlier version. */
export function CompareButton({ file, first }: CompareButtonProps) {
  const t = useTexts(fileTexts);
  const [open, setOpen] = useState(false);
  if (file.earlier.length === 0) return null;
  return (
    <>
      <Button type="text" icon={<DiffOutlined aria-hidden />} onClick={() => setOpen(true)}>{t("compare")}</Button>
      {open && (
        <Suspense fallback={null}>
          <CompareFiles file={file} earlier={file.earlier} first={first} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
