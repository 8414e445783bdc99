import type { CommentMade } from "~/api/schema";
import { Tag } from "~/parts/plain/Tag";
import { texts, useTexts, useWords } from "~/texts/texts";
import { Moment } from "./Due";
import { PeopleNames, PersonName } from "./PersonName";
import "./comments.css";

const commentTexts = texts({
  approvers: ["仅审批人可见", "approvers only"],
  to: ["致", "to"],
  none: ["还没有意见", "Nothing has been said yet"],
});

/** What people have said about a case, the latest last. */
export function Comments({ comments }: { comments: readonly CommentMade[] }) {
  const t = useTexts(commentTexts);
  if (comments.length === 0) return <p className="quiet">{t("none")}</p>;
  return (
    <ul className="comments">
      {comments.map((comment) => <CommentLine key={`${comment.turn}-${comment.kind}-${comment.at}-${comment.text}`} comment={comment} />)}
    </ul>
  );
}

function CommentLine({ comment }: { comment: CommentMade }) {
  const t = useTexts(commentTexts);
  const words = useWords();
  const step = words(comment.step_name);
  return (
    <li>
      <div className="comment-head">
        <b><PersonName person={comment.by} /></b>
        {comment.to.length > 0 && <span>{t("to")} <PeopleNames people={comment.to} /></span>}
        {step && <span className="quiet">{step}</span>}
        <span className="quiet"><Moment at={comment.at} /></span>
        {comment.approvers && <Tag>{t("approvers")}</Tag>}
      </div>
      <p>{comment.text}</p>
    </li>
  );
}
