import { EllipsisOutlined, LockOutlined, PrinterOutlined, StarFilled, StarOutlined } from "@ant-design/icons";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { lazy, Suspense, useEffect, useState } from "react";
import { caseAddress } from "~/api/cases";
import { api } from "~/api/client";
import type { Button as ButtonShown, CaseLine, CaseShown, CaseVerb, Person } from "~/api/schema";
import { taskAddress } from "~/api/tasks";
import { CaseState } from "~/pages/cases/CaseRow";
import { Back } from "~/parts/Back";
import { Moment } from "~/parts/Due";
import { ProblemNote } from "~/parts/ProblemNote";
import { ButtonLink } from "~/parts/plain/Button";
import { MenuButton } from "~/parts/press/OnPress";
import { useSession } from "~/session/Session";
import { useTexts, useWords } from "~/texts/texts";
import { caseTexts } from "./texts";

const CaseVerbDialog = lazy(() => import("./CaseVerbDialog"));
const PressDialog = lazy(() => import("./PressDialog"));

const SAID = ["urge", "comment", "attach", "copy", "recall", "withdraw", "revoke"] as const;
const FIRST: readonly string[] = ["urge", "comment"];

/** What a case is called and what one may do with it; what is not possible now says why. */
export function CaseHead({ page }: { page: CaseShown }) {
  const words = useWords();
  const { case: item } = page;
  const title = words(item.title) || `${words(item.process_name)} ${item.business_key}`;
  useEffect(() => void (document.title = title), [title]);
  return (
    <header className="case-head">
      <div className="case-nav">
        <Back home="/cases" />
      </div>
      <h1>{item.sealed && <LockOutlined aria-hidden />} {title}</h1>
      <p className="case-facts">
        <CaseState item={item} />
        <span>{words(item.process_name)}</span>
        <span>{item.business_key}</span>
        <span className="quiet">{words(page.department)}</span>
        {item.starter && <StartedBy item={item} starter={item.starter} />}
      </p>
      <Acts page={page} />
    </header>
  );
}

/** Who has started it, and for whom: a stand-in for who is away, or somebody for whose case it is. */
function StartedBy({ item, starter }: { item: CaseLine; starter: Person }) {
  const t = useTexts(caseTexts);
  const words = useWords();
  const by = item.started_by ?? starter;
  const whom = item.started_by ? starter : item.starter_for;
  const text = whom ? t("startedFor", { name: words(by.name), whom: words(whom.name) }) : t("startedBy", { name: words(by.name) });
  return <span>{text} <Moment at={item.started_at} /></span>;
}

function Acts({ page }: { page: CaseShown }) {
  const t = useTexts(caseTexts);
  const words = useWords();
  const me = useSession().person.id;
  const [verb, setVerb] = useState<CaseVerb["verb"] | null>(null);
  const [button, setButton] = useState<ButtonShown | null>(null);
  const mine = page.way.steps.find((step) => step.state === "now" && step.task && step.people.some((one) => one.id === me));
  const said = page.verbs.filter((one) => (SAID as readonly string[]).includes(one.verb));
  const first = said.filter((one) => one.possible && FIRST.includes(one.verb));
  const rest = said.filter((one) => !first.includes(one));
  const items = rest.map((one) => ({
    key: one.verb,
    disabled: !one.possible,
    danger: one.possible && (one.verb === "withdraw" || one.verb === "revoke"),
    label: <><span>{t(one.verb as (typeof SAID)[number])}</span>{!one.possible && <span className="verb-why">{words(one.why_not)}</span>}</>,
    onClick: () => setVerb(one.verb),
  }));
  return (
    <div className="case-acts">
      {mine && <ButtonLink to={taskAddress(page.case.case_id, mine.task!)} type="primary">{t("openTask")}</ButtonLink>}
      {page.buttons.map((one) => <Button key={one.verb + one.id + (one.holder ?? "")} onClick={() => setButton(one)}>{words(one.name)}</Button>)}
      {first.map((one) => <Button key={one.verb} onClick={() => setVerb(one.verb)}>{t(one.verb as (typeof SAID)[number])}</Button>)}
      <FollowButton page={page} />
      {page.readable && <CopyButton page={page} />}
      <Button icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>{t("print")}</Button>
      {items.length > 0 && (
        <MenuButton menu={{ items, className: "case-verbs" }} icon={<EllipsisOutlined aria-hidden />} aria-label={t("more")}>{t("more")}</MenuButton>
      )}
      <Suspense>
        {verb && <CaseVerbDialog page={page} verb={verb} onClose={() => setVerb(null)} />}
        {button && <PressDialog page={page} button={button} onClose={() => setButton(null)} />}
      </Suspense>
    </div>
  );
}

function FollowButton({ page }: { page: CaseShown }) {
  const t = useTexts(caseTexts);
  const client = useQueryClient();
  const followed = page.case.followed;
  const toggle = useMutation({
    mutationFn: () => api(`${caseAddress(page.case.case_id)}/${followed ? "unfollow" : "follow"}`, { method: "POST", body: {} }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ["case", page.case.case_id] });
      void client.invalidateQueries({ queryKey: ["cases"] });
    },
  });
  return (
    <>
      <Button aria-pressed={followed} icon={followed ? <StarFilled aria-hidden /> : <StarOutlined aria-hidden />} onClick={() => toggle.mutate()}>
        {t(followed ? "unfollow" : "follow")}
      </Button>
      {toggle.error && <ProblemNote error={toggle.error} />}
    </>
  );
}

function CopyButton({ page }: { page: CaseShown }) {
  const t = useTexts(caseTexts);
  const me = useSession().person.id;
  if (page.case.starter?.id !== me) return null;
  const { process, case_id } = page.case;
  return <ButtonLink to={`/start/${process}/${page.start}?copy_of=${case_id}`}>{t("copyIt")}</ButtonLink>;
}
