import { CloseOutlined, PlusOutlined } from "@ant-design/icons";
import { Button } from "~/parts/plain/Button";
import { usePreference } from "~/session/preferences";
import { texts, useTexts } from "~/texts/texts";

const MOST = 30;
const LONGEST = 200;
const NONE: readonly string[] = [];
const phraseTexts = texts({
  keep: ["存为常用语", "Keep as a phrase"],
  drop: ["删除常用语“{phrase}”", "Remove the phrase “{phrase}”"],
});

/** Phrases somebody keeps for themselves: used at a touch, removed, and added from what is written now. */
export function OwnPhrases({ text, onSay }: { text: string; onSay: (phrase: string) => void }) {
  const t = useTexts(phraseTexts);
  const { value: own, known, keep } = usePreference("phrases", NONE);
  const isNew = known && text !== "" && text.length <= LONGEST && own.length < MOST && !own.includes(text);
  return (
    <>
      {own.map((phrase) => (
        <span key={phrase} className="own-phrase">
          <Button size="small" onClick={() => onSay(phrase)}>{phrase}</Button>
          <Button
            size="small"
            icon={<CloseOutlined aria-hidden />}
            aria-label={t("drop", { phrase })}
            onClick={() => keep(own.filter((one) => one !== phrase))}
          />
        </span>
      ))}
      {isNew && <Button size="small" type="dashed" icon={<PlusOutlined aria-hidden />} onClick={() => keep([...own, text])}>{t("keep")}</Button>}
    </>
  );
}
