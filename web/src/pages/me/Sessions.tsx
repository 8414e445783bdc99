import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Tag } from "antd";
import { api } from "~/api/client";
import type { SessionListed, SessionsListed } from "~/api/schema";
import { agentTold } from "~/logic/agents";
import { Moment } from "~/parts/Due";
import { Loading } from "~/parts/Loading";
import { ProblemNote } from "~/parts/ProblemNote";
import { useTexts } from "~/texts/texts";
import { Card } from "./Card";
import { meTexts } from "./texts";

const KEY = ["sessions"];

/** Where one is signed in, and signing out everywhere else. */
export function Sessions() {
  const t = useTexts(meTexts);
  const client = useQueryClient();
  const { data, error, isPending } = useQuery({ queryKey: KEY, queryFn: () => api<SessionsListed>("/sessions") });
  const end = useMutation({
    mutationFn: () => api("/sessions", { method: "DELETE" }),
    onSuccess: () => client.invalidateQueries({ queryKey: KEY }),
  });
  if (isPending) return <Loading />;
  const wrong = error ?? end.error;
  return (
    <Card title={t("sessions")} help={t("sessionsHelp")}>
      {wrong && <ProblemNote error={wrong} />}
      <ul className="me-list">{sorted(data?.items ?? []).map((one) => <SessionLine key={one.id} one={one} />)}</ul>
      {(data?.items.length ?? 0) > 1 && (
        <Button onClick={() => end.mutate()} loading={end.isPending}>{t("signOutElsewhere")}</Button>
      )}
    </Card>
  );
}

/** The one in hand first. */
const sorted = (all: readonly SessionListed[]) => [...all].sort((a, b) => Number(b.this) - Number(a.this));

function SessionLine({ one }: { one: SessionListed }) {
  const t = useTexts(meTexts);
  return (
    <li>
      <span className="me-what" title={one.agent}>{agentTold(one.agent) || one.address}</span>
      {one.this && <Tag>{t("thisOne")}</Tag>}
      <span className="quiet">{one.address} · {t("lastSeen")} <Moment at={one.seen_at} /></span>
    </li>
  );
}
