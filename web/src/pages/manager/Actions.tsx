import { Button } from "antd";
import { useState } from "react";
import type { Action, Card } from "~/api/schema";
import { useTexts, useWords } from "~/texts/texts";
import { ActDialog } from "./ActDialog";
import { managerTexts } from "./texts";

/** What can be done, what is tried first in front; and what cannot, with the reason. */
export function Actions({ card }: { card: Card }) {
  const t = useTexts(managerTexts);
  const [chosen, setChosen] = useState<Action | null>(null);
  const label = useLabel(card);
  const allowed = card.actions.filter((one) => one.may).sort((one, other) => Number(other.suggested) - Number(one.suggested));
  const refused = card.actions.filter((one) => !one.may);
  return (
    <>
      <div className="acts">
        {allowed.map((one) => (
          <Button key={one.act + (one.subject ?? "")} type={one.suggested ? "primary" : "default"} danger={one.act === "cancel"} onClick={() => setChosen(one)}>
            {label(one)}
          </Button>
        ))}
      </div>
      {refused.length > 0 && (
        <details className="acts-not">
          <summary>{t("notAllowed")} ({refused.length})</summary>
          <ul>{refused.map((one) => <Refused key={one.act + (one.subject ?? "")} label={label(one)} action={one} />)}</ul>
        </details>
      )}
      {chosen && <ActDialog caseId={card.case.case_id} action={chosen} label={label(chosen)} onClose={() => setChosen(null)} />}
    </>
  );
}

function Refused({ label, action }: { label: string; action: Action }) {
  const words = useWords();
  return <li><b>{label}</b> <span className="quiet">{words(action.why_not)}</span></li>;
}

/** An act by name; at which step, where it could be several. */
function useLabel(card: Card) {
  const words = useWords();
  return (action: Action) => {
    const several = card.actions.filter((one) => one.act === action.act).length > 1;
    return several && action.step ? `${words(action.name)} · ${words(action.step.name)}` : words(action.name);
  };
}
