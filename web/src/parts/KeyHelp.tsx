import { Modal } from "antd";
import { inboxTexts } from "~/pages/inbox/texts";
import { useTexts } from "~/texts/texts";
import "./keys.css";

const KEYS = [
  ["j k", "keyMove"],
  ["Enter", "keyOpen"],
  ["a", "keyApprove"],
  ["x", "keySelect"],
  ["z", "keyUndo"],
  ["u", "keyBack"],
  ["/", "keySearch"],
  ["?", "keyHelp"],
] as const;

/** What the keys do. */
export function KeyHelp({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useTexts(inboxTexts);
  return (
    <Modal open={open} onCancel={onClose} footer={null} title={t("keys")}>
      <dl className="keys">
        {KEYS.map(([keys, text]) => (
          <div key={text}>
            <dt>{keys.split(" ").map((key) => <kbd key={key}>{key}</kbd>)}</dt>
            <dd>{t(text)}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
