import { Modal } from "antd";
import { texts, useTexts } from "~/texts/texts";
import "./keys.css";

const keyTexts = texts({
  keys: ["键盘", "Keyboard"],
  keyMove: ["下一个 / 上一个", "next / previous"],
  keySelect: ["选择", "select"],
  keyApprove: ["同意（打开的任务或所选任务）", "agree (the open task, or those selected)"],
  keyOpen: ["打开", "open"],
  keySearch: ["查找", "find"],
  keyUndo: ["撤销刚才的决定", "undo the last decision"],
  keyBack: ["返回列表", "back to the list"],
  keyHelp: ["显示此帮助", "show this help"],
});

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
export default function KeyHelpDialog({ onClose }: { onClose: () => void }) {
  const t = useTexts(keyTexts);
  return (
    <Modal open onCancel={onClose} footer={null} title={t("keys")}>
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
