import type { Words } from "~/api/schema";
import { Button } from "~/parts/plain/Button";
import { texts, useTexts, useWords } from "~/texts/texts";
import "./comments.css";
import { OwnPhrases } from "./OwnPhrases";
import { TextArea } from "./TextArea";

const MOST = 10_000;
const editTexts = texts({
  comment: ["意见", "Comment"],
  optional: ["意见（可不填）", "Comment (optional)"],
  required: ["请填写意见", "A comment is needed here"],
});

interface CommentEditProps {
  value: string;
  onChange: (text: string) => void;
  phrases?: readonly Words[];
  /** A comment is needed and is not there. */
  missing?: boolean;
  required?: boolean;
}

/** A comment, with what one often says at a touch. */
export function CommentEdit({ value, onChange, phrases = [], missing = false, required = false }: CommentEditProps) {
  const t = useTexts(editTexts);
  const words = useWords();
  const say = (phrase: string) => onChange(value.trim() ? `${value.trimEnd()} ${phrase}` : phrase);
  return (
    <div className={missing ? "comment-edit is-wrong" : "comment-edit"}>
      <TextArea
        aria-label={t("comment")}
        aria-invalid={missing || undefined}
        placeholder={t(required ? "required" : "optional")}
        maxLength={MOST}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      {missing && <div className="field-wrong" role="alert">{t("required")}</div>}
      <div className="phrases">
        <OwnPhrases text={value.trim()} onSay={say} />
        {phrases.map((phrase) => (
          <Button key={phrase.zh} size="small" onClick={() => say(words(phrase))}>{words(phrase)}</Button>
        ))}
      </div>
    </div>
  );
}
