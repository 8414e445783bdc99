import { Suspense, useState } from "react";
import type { Decision, TaskPage } from "~/api/schema";
import { useUploading } from "~/api/uploads";
import { CommentEdit } from "~/parts/CommentEdit";
import { Button } from "~/parts/plain/Button";
import { lazily } from "~/shell/later";
import { useTexts, useWords } from "~/texts/texts";
import { taskTexts } from "./texts";
import type { TaskInHand } from "./useTask";
import { VerbMenu } from "./VerbMenu";

const SignDialog = lazily(() => import("./SignDialog"));

/** What one may do, at the thumb: under each button what follows from it; what undoes work stands apart. */
export function DecisionBar({ page, task }: { page: TaskPage; task: TaskInHand }) {
  const t = useTexts(taskTexts);
  const [signing, setSigning] = useState<Decision | null>(null);
  const uploading = useUploading();
  const { decisions } = page;
  if (page.over || (decisions.length === 0 && page.verbs.length === 0)) return null;
  if (task.busy) return <div className="decide" role="status">{t(WAITS[task.entry!.standing])}</div>;
  const press = (decision: Decision) => (decision.signature ? setSigning(decision) : task.decide(decision));
  const draw = (decision: Decision) => (
    <DecisionButton
      key={`${decision.kind}/${decision.id}`}
      decision={decision}
      rests={uploading}
      onPress={() => press(decision)}
    />
  );
  const wantsComment = decisions.some((decision) => decision.comment !== "none");
  return (
    <div className="decide" role="group" aria-label={t("decisions")}>
      {wantsComment && (
        <CommentEdit value={task.comment} onChange={task.say} phrases={page.phrases} asked={task.asked} />
      )}
      {uploading && <p className="quiet" role="status">{t("uploading")}</p>}
      <div className="decide-buttons">
        {decisions.filter(isForward).map(draw)}
        <span className="decide-gap" />
        {decisions.filter((decision) => !isForward(decision)).map(draw)}
        <VerbMenu page={page} />
      </div>
      {signing && <Suspense><SignDialog onClose={() => setSigning(null)} onSign={(name) => task.decide(signing, name)} /></Suspense>}
    </div>
  );
}

const WAITS = {
  waiting: "decided",
  sending: "sending",
  unsent: "unsent",
  pending: "pending",
  done: "done",
  refused: "done",
} as const;

const isForward = ({ manner }: Decision) => manner !== "refuse" && manner !== "return";

interface DecisionButtonProps {
  decision: Decision;
  /** It cannot be pressed just now. */
  rests: boolean;
  onPress: () => void;
}

function DecisionButton({ decision, rests, onPress }: DecisionButtonProps) {
  const t = useTexts(taskTexts);
  const words = useWords();
  const follows = decision.allowed ? words(decision.consequence?.sentence) : t("notAllowed", { why: words(decision.why_not) });
  const id = `decide-${decision.id}`;
  return (
    <div className="decision">
      <Button
        id={id}
        type={decision.manner === "agree" ? "primary" : "default"}
        danger={decision.manner === "refuse"}
        disabled={!decision.allowed || rests}
        aria-describedby={`${id}-follows`}
        onClick={onPress}
      >
        {words(decision.name)}
      </Button>
      <span id={`${id}-follows`} className="decision-follows">{follows}</span>
    </div>
  );
}
