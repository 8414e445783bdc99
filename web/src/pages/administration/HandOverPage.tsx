import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Popconfirm, Progress } from "antd";
import { Link, useParams } from "react-router";
import { api } from "~/api/client";
import type { HandOverTold } from "~/api/schema";
import { Moment } from "~/parts/Due";
import { PageHead } from "~/parts/PageHead";
import { PersonName } from "~/parts/PersonName";
import { ProblemNote } from "~/parts/ProblemNote";
import { useTexts, useWords } from "~/texts/texts";
import "./administration.css";
import { Asked } from "./Asked";
import { HandOverItems } from "./HandOverItems";
import { administrationTexts } from "./texts";

/** The report of a hand-over as it runs, and undoing it. */
export default function HandOverPage() {
  const { number = "" } = useParams();
  const t = useTexts(administrationTexts);
  const words = useWords();
  const client = useQueryClient();
  const key = ["hand-overs", number];
  const address = `/hand-overs/${encodeURIComponent(number)}`;
  const query = useQuery({
    queryKey: key,
    queryFn: () => api<HandOverTold>(address),
    refetchInterval: ({ state }) => (state.data && !state.data.over ? 1000 : false),
  });
  const undo = useMutation({
    mutationFn: () => api<HandOverTold>(`${address}/undo`, { method: "POST", body: {} }),
    onSuccess: (told) => client.setQueryData(key, told),
  });
  return (
    <div className="page administration">
      <Link className="back-home" to="/administration/hand-overs">← {t("hand-overs")}</Link>
      <Asked query={query}>
        {(told) => (
          <>
            <PageHead title={`${words(told.person.name)} → ${words(told.to.name)}`}>
              {!told.undone_by && (
                <Popconfirm title={t("undoHandOver")} okText={t("undo")} cancelText={t("keep")} onConfirm={() => undo.mutate()}>
                  <Button danger loading={undo.isPending}>{t("undo")}</Button>
                </Popconfirm>
              )}
            </PageHead>
            <p className="quiet">{told.id} · <Moment at={told.at} /> · <PersonName person={told.by} /></p>
            {told.reason && <p className="written">{told.reason}</p>}
            {undo.error && <ProblemNote error={undo.error} />}
            <p role="status">{t("doneOf", { done: told.done, count: told.count })} {told.undone_by && t("undone")}</p>
            {!told.over && <Progress percent={Math.round((100 * told.done) / Math.max(told.count, 1))} aria-label={t("progress")} />}
            <HandOverItems items={told.items} />
          </>
        )}
      </Asked>
    </div>
  );
}
