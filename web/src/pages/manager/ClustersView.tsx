import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Input, Modal } from "antd";
import { useState } from "react";
import { api } from "~/api/client";
import type { Cluster, ManagedDone } from "~/api/schema";
import { clusters } from "~/api/stuck";
import { freshKey } from "~/logic/ids";
import { Moment } from "~/parts/Due";
import { Empty } from "~/parts/Empty";
import { Loading } from "~/parts/Loading";
import { inApp } from "~/parts/inApp";
import { ProblemNote } from "~/parts/ProblemNote";
import { ButtonLink } from "~/parts/plain/Button";
import { useQueryClient } from "@tanstack/react-query";
import { useTexts, useWords } from "~/texts/texts";
import { Fresh } from "./StuckList";
import { managerTexts } from "./texts";

const CANARY = 5;

/** One problem or many: what several stuck cases have in common. */
export default function ClustersView() {
  const t = useTexts(managerTexts);
  const [acting, setActing] = useState<Cluster | null>(null);
  const { data, error, refetch } = useQuery(clusters);
  if (error && !data) return <ProblemNote error={error} again={() => void refetch()} />;
  if (!data) return <Loading />;
  return (
    <>
      <Fresh fresh={data.fresh} />
      {data.items.length === 0 && <Empty text={t("emptyClusters")} />}
      <ul className="rows" aria-label={t("clusters")}>
        {data.items.map((one) => <OneCluster key={one.cause.code + (one.key || one.case_ids[0])} cluster={one} onAct={() => setActing(one)} />)}
      </ul>
      {acting && <ManyDialog cluster={acting} onClose={() => setActing(null)} />}
      {data.alone > 0 && <p className="quiet">{t("alone", { count: data.alone })}</p>}
    </>
  );
}

const ACTS = { nudge: ["催办", "Nudge"], retry: ["重试", "Retry"] } as const;

type Act = keyof typeof ACTS;

const actOf = ({ act }: Cluster): Act | null => (act === "nudge" || act === "retry" ? act : null);

function OneCluster({ cluster, onAct }: { cluster: Cluster; onAct: () => void }) {
  const t = useTexts(managerTexts);
  const words = useWords();
  const act = actOf(cluster);
  const listed = new URLSearchParams({ view: "list", cause: cluster.cause.code, ...(cluster.key ? { shared: cluster.key } : {}) });
  return (
    <li className="cluster">
      <span className="cluster-count">{cluster.count}</span>
      <span>
        <b>{words(cluster.cause.name)}</b><br />
        <span className="quiet">{t("shared", { what: words(cluster.shared) })} · {t("sinceWhen")} <Moment at={cluster.since} /></span>
      </span>
      <span className="cluster-acts">
        <ButtonLink to={`/manager?${listed}`}>{t("see")}</ButtonLink>
        {act && <Button type="primary" onClick={onAct}>{t("actOnAll", { act: words({ zh: ACTS[act][0], en: ACTS[act][1] }) })}</Button>}
      </span>
    </li>
  );
}

/** One act on all of a cluster as it was when it was pressed: on a few first, and on the rest if those go well. Sent again,
 * it is the same act. */
function ManyDialog({ cluster, onClose }: { cluster: Cluster; onClose: () => void }) {
  const t = useTexts(managerTexts);
  const words = useWords();
  const client = useQueryClient();
  const act = actOf(cluster) ?? "nudge";
  const [text, setText] = useState(act === "nudge" ? t("nudgeText") : "");
  const [busy, setBusy] = useState(false);
  const [key] = useState(freshKey);
  const [done, setDone] = useState<ManagedDone | null>(null);
  const [error, setError] = useState<unknown>(null);
  const name = words({ zh: ACTS[act][0], en: ACTS[act][1] });
  const send = async () => {
    setBusy(true);
    setError(null);
    try {
      setDone(await api<ManagedDone>("/stuck/batch", { method: "POST", key, body: { act, case_ids: cluster.case_ids, text, canary: CANARY } }));
      void client.invalidateQueries({ queryKey: ["stuck"] });
    } catch (wrong) {
      setError(wrong);
    }
    setBusy(false);
  };
  return (
    <Modal getContainer={inApp} open title={t("actOnAll", { act: name })} onCancel={onClose} onOk={done ? onClose : () => void send()} okText={name} cancelText={t("cancel")} okButtonProps={{ disabled: !text.trim() }} confirmLoading={busy}>
      {error !== null && <ProblemNote error={error} />}
      {done ? <ManyDone done={done} /> : (
        <div className="verb-inputs">
          <div className="field">
            <label htmlFor="many-text">{t(act === "nudge" ? "say" : "reason")}</label>
            <Input.TextArea id="many-text" rows={3} maxLength={1000} value={text} onChange={(event) => setText(event.target.value)} />
          </div>
          <p className="quiet">{t("canary", { count: Math.min(CANARY, cluster.count) })}</p>
        </div>
      )}
    </Modal>
  );
}

function ManyDone({ done }: { done: ManagedDone }) {
  const t = useTexts(managerTexts);
  const words = useWords();
  const many = (...standing: string[]) => done.items.filter((one) => standing.includes(one.status)).length;
  return (
    <>
      {done.stopped && <Alert type="warning" showIcon title={t("stopped")} />}
      <p>{t("doneCount", { done: many("done", "pending"), refused: many("refused"), skipped: many("skipped") })}</p>
      <ul>{done.items.filter((one) => one.sentence).map((one) => <li key={one.case_id}>{one.business_key} <span className="quiet">{words(one.sentence)}</span></li>)}</ul>
    </>
  );
}
