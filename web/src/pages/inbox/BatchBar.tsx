import { Suspense, useState } from "react";
import type { TaskItem } from "~/api/schema";
import { Button } from "~/parts/plain/Button";
import { later } from "~/shell/later";
import { useTexts } from "~/texts/texts";
import { inboxTexts } from "./texts";

const BatchDialog = later(() => import("./BatchDialog"));

/** Several tasks at once, each for itself; like any decision it can be undone for some seconds, then each is told. */
export function BatchBar({ items, onDone }: { items: readonly TaskItem[]; onDone: () => void }) {
  const t = useTexts(inboxTexts);
  const [asking, setAsking] = useState(false);
  if (items.length === 0 && !asking) return null;
  return (
    <div className="batch-bar" role="toolbar" aria-label={t("selected", { count: items.length })}>
      <span>{t("selected", { count: items.length })}</span>
      <Button type="text" onClick={onDone}>{t("unselect")}</Button>
      <Button type="primary" id="agree-to-all" onClick={() => setAsking(true)}>{t("approveAll")}</Button>
      {asking && <Suspense><BatchDialog items={items} onClose={() => setAsking(false)} onDone={onDone} /></Suspense>}
    </div>
  );
}
