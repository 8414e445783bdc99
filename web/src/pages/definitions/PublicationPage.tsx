import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Modal } from "antd";
import { lazy, Suspense } from "react";
import { useParams } from "react-router";
import { aboutDefinitions, decide, definitionAddress, definitionShown, publicationShown } from "~/api/definitions";
import type { PublicationDetail } from "~/api/schema";
import { Back } from "~/parts/Back";
import { useNow } from "~/parts/Due";
import { wall } from "~/logic/clock";
import { momentWords } from "~/logic/due";
import { Loading } from "~/parts/Loading";
import { PageHead } from "~/parts/PageHead";
import { ProblemNote } from "~/parts/ProblemNote";
import { useLanguage, useTexts, useWords } from "~/texts/texts";
import "./definitions.css";
import { ForRunningCases } from "./ChangeTag";
import { DifferencesView } from "./DifferencesView";
import { PublicationFacts } from "./PublicationFacts";
import { definitionsTexts } from "./texts";

const TextEditor = lazy(() => import("~/parts/text-editor/TextEditor"));

/** A version on its way: read before it is confirmed. */
export default function PublicationPage() {
  const t = useTexts(definitionsTexts);
  const words = useWords();
  const { process = "", publication = "" } = useParams();
  const { data: detail } = useQuery({ ...definitionShown(process), retry: false });
  const { data, error, refetch } = useQuery(publicationShown(process, publication));
  const title = t("publicationTitle", { name: detail ? words(detail.item.name) : process });
  return (
    <div className="page definition">
      <Back home={definitionAddress(process, "publications")} />
      <PageHead title={title}>{data && <Decision detail={data} />}</PageHead>
      {error && <ProblemNote error={error} again={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && <Shown detail={data} />}
    </div>
  );
}

function Shown({ detail }: { detail: PublicationDetail }) {
  const t = useTexts(definitionsTexts);
  return (
    <>
      <div className="definition-about"><PublicationFacts one={detail.item} /></div>
      <h2>{t("note")}</h2>
      <p className="publication-note">{detail.item.note}</p>
      {detail.differences && <DifferencesView differences={detail.differences} />}
      {!detail.differences && (
        <>
          <p>{t("newProcess")}</p>
          <Suspense fallback={<Loading />}><TextEditor text={detail.source} label={t("text")} /></Suspense>
        </>
      )}
    </>
  );
}

function Decision({ detail: { item: one, differences } }: { detail: PublicationDetail }) {
  const t = useTexts(definitionsTexts);
  const [modal, asking] = Modal.useModal();
  const client = useQueryClient();
  const language = useLanguage();
  const now = useNow();
  const act = useMutation({
    mutationFn: (what: "confirm" | "withdraw") => decide(one, what),
    onSettled: () => client.invalidateQueries({ queryKey: aboutDefinitions() }),
  });
  if (one.state !== "waiting" && one.state !== "planned") return null;
  const when = one.takes_effect && momentWords(wall(one.takes_effect), now, language);
  const ask = () =>
    modal.confirm({
      title: t("confirmTitle"),
      content: (
        <>
          <p>{when ? t("confirmLater", { when }) : t("confirmNow")}</p>
          {differences && <ForRunningCases change={differences.change} />}
        </>
      ),
      okText: t("confirm"),
      onOk: () => act.mutateAsync("confirm").catch(() => undefined),
    });
  return (
    <>
      {asking}
      <Button loading={act.isPending && act.variables === "withdraw"} onClick={() => act.mutate("withdraw")}>{t("withdraw")}</Button>
      {one.may_confirm && <Button type="primary" onClick={() => void ask()}>{t("confirm")}</Button>}
      {act.error && <ProblemNote error={act.error} />}
    </>
  );
}
