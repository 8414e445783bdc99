import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Input, Modal } from "antd";
import { useState } from "react";
import { api } from "~/api/client";
import type { ConnectorsTold, HealthTold, RefusedStartTold, UnattendedTold } from "~/api/schema";
import { CHANNEL_NAMES } from "~/parts/channels";
import { Moment } from "~/parts/Due";
import { ProblemNote } from "~/parts/ProblemNote";
import { useJoined, useTexts, useWords } from "~/texts/texts";
import { Asked } from "./Asked";
import { Field } from "./Field";
import { Lines } from "./Lines";
import { administrationTexts } from "./texts";

/** For operators: whether all is well, connectors, what begins by itself and what was refused. */
export default function OperationsPart() {
  return (
    <>
      <Health />
      <Connectors />
      <Starts />
    </>
  );
}

const MARKS = { good: "✓", note: "·", bad: "✗" } as const;

function Health() {
  const t = useTexts(administrationTexts);
  const words = useWords();
  const query = useQuery({ queryKey: ["operations", "health"], queryFn: () => api<HealthTold>("/operations/health") });
  return (
    <section className="panel">
      <h2>{t("health")}</h2>
      <Asked query={query}>
        {({ well, checks }) => (
          <>
            <p role="status" className={well ? "state-good" : "state-bad"}>{t(well ? "allWell" : "notWell")}</p>
            <dl className="facts">
              {checks.map((one) => [
                <dt key={one.what}><span className={`state-${one.state}`}>{MARKS[one.state]} {words(one.name)}</span></dt>,
                <dd key={`${one.what}-said`}>{words(one.said)} <span className="quiet">{words(one.hint)}</span></dd>,
              ])}
            </dl>
          </>
        )}
      </Asked>
    </section>
  );
}

function Connectors() {
  const t = useTexts(administrationTexts);
  const joined = useJoined();
  const words = useWords();
  const query = useQuery({ queryKey: ["operations", "connectors"], queryFn: () => api<ConnectorsTold>("/operations/connectors") });
  return (
    <section className="panel">
      <h2>{t("connectors")}</h2>
      <Asked query={query}>
        {({ connectors, channels, secrets }) => (
          <>
            <Lines
              label={t("connectors")}
              lines={connectors}
              id={(one) => one.name}
              columns={[
                { title: t("name"), room: "short", cell: (one) => one.name },
                { title: t("usedBy"), cell: (one) => joined(one.used_by) || "–" },
                { title: t("failing"), cell: (one) => (one.failing ? <span className="state-bad">{one.failing} · {words(one.last_error)} {one.last_at && <Moment at={one.last_at} />}</span> : "0") },
              ]}
            />
            <dl className="facts">
              <dt>{t("channels")}</dt><dd>{joined(channels.map((one) => CHANNEL_NAMES[one])) || t("none")}</dd>
              <dt>{t("secrets")}</dt><dd>{secrets.map((one) => <div key={one.name}><code>{one.name}</code> {t(one.is_set ? "isSet" : "notSet")}</div>)}</dd>
            </dl>
          </>
        )}
      </Asked>
    </section>
  );
}

const STARTS = ["operations", "starts"];

function Starts() {
  const t = useTexts(administrationTexts);
  const words = useWords();
  const client = useQueryClient();
  const [dropping, setDropping] = useState<RefusedStartTold | null>(null);
  const query = useQuery({ queryKey: STARTS, queryFn: () => api<UnattendedTold>("/operations/starts") });
  const retry = useMutation({
    mutationFn: (id: string) => api<UnattendedTold>(`/operations/starts/${id}/retry`, { method: "POST" }),
    onSuccess: (told) => client.setQueryData(STARTS, told),
  });
  return (
    <section className="panel">
      <h2>{t("starts")}</h2>
      {retry.error && <ProblemNote error={retry.error} />}
      <Asked query={query}>
        {({ schedules, refused }) => (
          <>
            {refused.length > 0 && (
              <Lines
                label={t("refusedStarts")}
                lines={refused}
                id={(one) => one.id}
                columns={[
                  { title: t("start"), cell: (one) => `${words(one.name)} · ${words(one.start_name)}` },
                  { title: t("at"), cell: (one) => <Moment at={one.at} /> },
                  { title: t("problem"), cell: (one) => words(one.sentence) },
                  { title: "", cell: (one) => <><Button loading={retry.isPending} onClick={() => retry.mutate(one.id)}>{t("retry")}</Button> <Button danger onClick={() => setDropping(one)}>{t("drop")}</Button></> },
                ]}
              />
            )}
            {refused.length === 0 && <p className="quiet">{t("noRefusedStarts")}</p>}
            <Lines
              label={t("schedules")}
              lines={schedules}
              id={(one) => one.process + one.start}
              columns={[
                { title: t("schedule"), cell: (one) => `${words(one.name)} · ${words(one.start_name)}` },
                { title: t("rule"), cell: (one) => words(one.rule) },
                { title: t("next"), room: "short", cell: (one) => (one.next_at ? <Moment at={one.next_at} /> : t("notKnown")) },
                { title: t("last"), cell: (one) => (one.last ? <><Moment at={one.last.at} /> {t(`outcome-${one.last.outcome}`)}</> : "–") },
                { title: t("wentWrong"), cell: (one) => one.went_wrong.length ? one.went_wrong.map((past) => <div key={past.at} className="state-bad"><Moment at={past.at} /> {t(`outcome-${past.outcome}`)}</div>) : "–" },
              ]}
            />
          </>
        )}
      </Asked>
      {dropping && <Drop start={dropping} onClose={() => setDropping(null)} />}
    </section>
  );
}

function Drop({ start, onClose }: { start: RefusedStartTold; onClose: () => void }) {
  const t = useTexts(administrationTexts);
  const words = useWords();
  const client = useQueryClient();
  const [reason, setReason] = useState("");
  const drop = useMutation({
    mutationFn: () => api<UnattendedTold>(`/operations/starts/${start.id}/drop`, { method: "POST", body: { reason } }),
    onSuccess: (told) => {
      client.setQueryData(STARTS, told);
      onClose();
    },
  });
  return (
    <Modal open title={`${t("drop")} · ${words(start.name)}`} onCancel={onClose} okText={t("drop")} cancelText={t("cancel")} confirmLoading={drop.isPending} okButtonProps={{ danger: true, disabled: !reason.trim() }} onOk={() => drop.mutate()}>
      {drop.error && <ProblemNote error={drop.error} />}
      <div className="inputs"><Field id="drop-why" text={t("reason")}><Input id="drop-why" value={reason} onChange={(event) => setReason(event.target.value)} /></Field></div>
    </Modal>
  );
}
