import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Popconfirm, Select } from "antd";
import { useSearchParams } from "react-router";
import { api } from "~/api/client";
import type { StartForm } from "~/api/schema";
import { startAddress } from "~/api/starts";
import { useUploading } from "~/api/uploads";
import { Way } from "~/pages/case/Way";
import { Back } from "~/parts/Back";
import { FormEdit } from "~/parts/form/FormEdit";
import { FormView } from "~/parts/form/FormView";
import { Loading } from "~/parts/Loading";
import { PageHead } from "~/parts/PageHead";
import { PersonPick } from "~/parts/PersonPick";
import { ProblemNote } from "~/parts/ProblemNote";
import { useJoined, useTexts, useWords } from "~/texts/texts";
import { LikeButton } from "./LikeButton";
import "./start.css";
import { startTexts } from "./texts";
import { useStartForm } from "./useStartForm";

/** The form of a start, with the way it would go beside it before it is sent. */
export function StartFormView({ form: start, forPerson }: { form: StartForm; forPerson: string | null }) {
  const t = useTexts(startTexts);
  const words = useWords();
  const joined = useJoined();
  const here = useStartForm(start, forPerson);
  const { form } = here;
  const uploading = useUploading();
  const name = [words(start.name), words(start.start_name)].filter(Boolean).join(" · ");

  return (
    <div className="page start-form">
      <div className="start-main">
        <Back home="/start" />
        <PageHead title={name}>
          <LikeButton process={start.process} start={start.start} liked={start.favourite} />
        </PageHead>
        {start.copied && (
          <Alert
            type="info"
            title={t("copied", { key: start.copied.business_key })}
            description={start.copied.left_out.length > 0 && t("leftOut", { names: joined(start.copied.left_out) })}
          />
        )}
        {here.draft.restored && <Alert type="info" title={t("restored")} action={<DropDraft start={start} onDrop={() => here.draft.keeper.forget()} />} />}
        {here.problem !== null && <ProblemNote error={here.problem} />}
        {here.standing === "pending" && <Alert type="success" title={t("pending")} />}
        <section className="card">
          <h2>{t("form")}</h2>
          {start.whose !== "own" && <ForWhom whose={start.whose} person={forPerson} />}
          {start.departments.length > 0 && (
            <div className="field start-department">
              <label htmlFor="start-department">{t("department")}</label>
              <Select
                id="start-department"
                className="input-wide"
                placeholder={t("pickDepartment")}
                value={here.department}
                onChange={here.setDepartment}
                options={start.departments.map((one) => ({ value: one.id, label: words(one.name) }))}
              />
            </div>
          )}
          <FormEdit fields={form.fields} values={form.values} onChange={form.set} problems={here.problems} tried={form.tried} />
          {here.calculated.length > 0 && <div className="start-calculated"><h3>{t("calculated")}</h3><FormView fields={here.calculated} /></div>}
        </section>
      </div>
      <aside className="start-way card" tabIndex={0} aria-label={t("way")}>
        <h2>{t("way")}</h2>
        {here.way.data && words(here.way.data.title) && <p>{t("hasTitle", { title: words(here.way.data.title) })}</p>}
        {here.way.isPending && !here.way.error && <Loading />}
        {here.way.data && <div aria-busy={here.isTold ? undefined : true} className={here.isTold ? "" : "start-way-old"}>{here.way.data.way.steps.length > 0 ? <Way way={here.way.data.way} /> : <p>{t("wayNotYet")}</p>}</div>}
        {here.way.error && <ProblemNote error={here.way.error} />}
        <p className="quiet">{t("wayHint")}</p>
      </aside>
      <div className="start-send">
        <Button type="primary" size="large" loading={here.standing === "sending"} disabled={here.isOver || uploading || (start.whose === "others" && forPerson === null)} onClick={() => void here.send()}>
          {t(here.standing === "sending" ? "sending" : here.isOver ? "begun" : "send")}
        </Button>
        {!here.isOver && <span className="quiet" role="status">{t(uploading ? "uploading" : `draft_${here.draft.standing}`)}</span>}
      </div>
    </div>
  );
}

/** For whom it is started; without a name it is for oneself, where that is allowed. */
function ForWhom({ whose, person }: { whose: StartForm["whose"]; person: string | null }) {
  const t = useTexts(startTexts);
  const [, setSearch] = useSearchParams();
  const choose = (chosen: unknown) =>
    setSearch((before) => {
      const next = new URLSearchParams(before);
      if (typeof chosen === "string") next.set("for", chosen);
      else next.delete("for");
      return next;
    }, { replace: true });
  return (
    <div className="field start-department">
      <label htmlFor="start-for">{t("forWhom")}</label>
      <PersonPick id="start-for" value={person} onChange={choose} placeholder={t(whose === "others" ? "pickForWhom" : "forMyself")} />
    </div>
  );
}

function DropDraft({ start, onDrop }: { start: StartForm; onDrop: () => void }) {
  const t = useTexts(startTexts);
  const client = useQueryClient();
  const drop = useMutation({
    mutationFn: () => api(`${startAddress(start.process, start.start)}/draft`, { method: "DELETE", query: { copy_of: start.copied?.case_id } }),
    onSuccess: () => {
      onDrop();
      void client.resetQueries({ queryKey: ["start", start.process, start.start] });
      void client.invalidateQueries({ queryKey: ["starts"] });
    },
  });
  return (
    <>
      <Popconfirm title={t("dropAsk")} okText={t("yes")} cancelText={t("no")} onConfirm={() => drop.mutate()}>
        <Button size="small">{t("dropDraft")}</Button>
      </Popconfirm>
      {drop.error && <ProblemNote error={drop.error} />}
    </>
  );
}
