import { Link } from "react-router";
import { Problem, Unreachable } from "~/api/problem";
import type { Problem as ProblemBody } from "~/api/schema";
import { Alert } from "~/parts/plain/Alert";
import { Button } from "~/parts/plain/Button";
import { useTexts, useWords } from "~/texts/texts";
import { partTexts } from "./texts";

/** Asked again it is answered the same: who may not see it goes elsewhere. */
const FINAL = new Set([403, 404]);

/** What went wrong, in a sentence, and what one may do: `error` of a query, or a problem of an act. */
export function ProblemNote({ error, again }: { error: unknown; again?: () => void }) {
  const t = useTexts(partTexts);
  const words = useWords();
  const problem = problemIn(error);
  const said = problem ? words(problem.sentence) || problem.detail : t(error instanceof Unreachable ? "unreachable" : "bug");
  const action = again && (problem && FINAL.has(problem.status) ? <Link className="back-home" to="/inbox">{t("home")}</Link> : <Button size="small" onClick={again}>{t("again")}</Button>);
  return (
    <Alert type="error" showIcon role="alert" title={said} description={problem && <More problem={problem} />} action={action} />
  );
}

function More({ problem }: { problem: ProblemBody }) {
  const words = useWords();
  if (!problem.hint && problem.fields.length === 0) return null;
  return (
    <>
      {problem.hint && <p>{words(problem.hint)}</p>}
      {problem.fields.length > 0 && (
        <ul className="problem-fields">
          {problem.fields.map((field) => <li key={field.path + field.code}>{words(field.sentence)}</li>)}
        </ul>
      )}
    </>
  );
}

const problemIn = (error: unknown): ProblemBody | null => {
  if (error instanceof Problem) return error.body;
  return typeof error === "object" && error !== null && "sentence" in error ? (error as ProblemBody) : null;
};
