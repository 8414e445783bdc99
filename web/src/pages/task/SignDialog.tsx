import { Input, Modal } from "antd";
import { useState } from "react";
import { useSession } from "~/session/Session";
import { useTexts, useWords } from "~/texts/texts";
import { taskTexts } from "./texts";

/** Who decides here signs with their own name. */
export default function SignDialog({ onSign, onClose }: { onSign: (name: string) => void; onClose: () => void }) {
  const t = useTexts(taskTexts);
  const words = useWords();
  const [name, setName] = useState("");
  const sign = () => {
    onClose();
    onSign(name.trim());
  };
  return (
    <Modal open title={t("signTitle")} onCancel={onClose} onOk={sign} okButtonProps={{ disabled: !name.trim() }}>
      <p>{t("signHelp", { name: words(useSession().person.name) })}</p>
      <Input autoFocus aria-label={t("sign")} maxLength={200} value={name} onChange={(event) => setName(event.target.value)} onPressEnter={() => name.trim() && sign()} />
    </Modal>
  );
}
