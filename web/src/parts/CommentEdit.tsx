import type { Decision, Words } from "~/api/schema";
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
  why: ["{decision}的原因：可点选，或再按一次直接提交", "Why “{decision}”? Tap a reason, or press again to go without"],
});

interface CommentEditProps {
  value: string;
  onChange: (text: string) => void;
  phrases?: readonly Words[];
  /** Pressed without a word: what is usually said with it is offered instead of the phrases. */
  asked?: Decision | null;
  required?: boolean;
  /** It was handed in without the words it needs. */
  missing?: boolean;
}

/** A comment, with what one often says at a touch. */
export function CommentEdit({ value, onChange, phrases = [], asked = null, required = false, missing: isMissing = false }: CommentEditProps) {
  const t = useTexts(editTexts);
  const words = useWords();
  const say = (phrase: string) => onChange(value.trim() ? `${value.trimEnd()} ${phrase}` : phrase);
  const isSilent = asked !== null && !value.trim();
  const missing = isMissing || (isSilent && asked.comment === "required");
  const offered = asked?.reasons.length ? asked.reasons : phrases;
  return (
    <div className={asked ? "comment-edit is-asked" : "comment-edit"}>
      <TextArea
        aria-label={t("comment")}
        aria-invalid={missing || undefined}
        placeholder={t(required ? "required" : "optional")}
        maxLength={MOST}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      {missing && <div className="field-wrong" role="alert">{t("required")}</div>}
      {isSilent && !missing && <div className="quiet" role="status">{t("why", { decision: words(asked.name) })}</div>}
      <div className="phrases" data-scrolls>
        {offered.map((phrase) => (
          <Button key={phrase.zh} size="small" onClick={() => say(words(phrase))}>{words(phrase)}</Button>
        ))}
        <OwnPhrases text={value.trim()} onSay={say} />
      </div>
    </div>
  );
}
