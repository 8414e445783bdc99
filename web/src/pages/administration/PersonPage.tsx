import { useQuery } from "@tanstack/react-query";
import { Tag } from "antd";
import type { ReactNode } from "react";
import { Link, useParams } from "react-router";
import { api } from "~/api/client";
import type { PersonCard, Words } from "~/api/schema";
import { Moment } from "~/parts/Due";
import { PageHead } from "~/parts/PageHead";
import { PeopleNames, PersonName } from "~/parts/PersonName";
import { ButtonLink } from "~/parts/plain/Button";
import { useMay } from "~/shell/rights";
import { useJoined, useTexts, useWords } from "~/texts/texts";
import "./administration.css";
import { Asked } from "./Asked";
import { Contacts } from "./Contacts";
import { daysOf } from "./days";
import { StandInLines } from "./StandInLines";
import { administrationTexts } from "./texts";

/** Somebody with their place in the company: posts, roles, superior, absences, stand-ins. */
export default function PersonPage() {
  const { person = "" } = useParams();
  const t = useTexts(administrationTexts);
  const query = useQuery({ queryKey: ["people", "one", person], queryFn: () => api<PersonCard>(`/people/${encodeURIComponent(person)}`) });
  return (
    <div className="page administration">
      <Link className="back-home" to="/administration/people">← {t("people")}</Link>
      <Asked query={query}>{(card) => <Card card={card} />}</Asked>
    </div>
  );
}

function Card({ card }: { card: PersonCard }) {
  const t = useTexts(administrationTexts);
  const words = useWords();
  const joined = useJoined();
  const enters = useMay()(["administrator"]);
  return (
    <>
      <PageHead title={words(card.person.name)}>
        {card.may_set_stand_in && <ButtonLink to={`/administration/stand-ins?for=${card.person.id}`}>{t("setStandIn")}</ButtonLink>}
        {card.may_set_stand_in && <ButtonLink to={`/administration/hand-overs?person=${card.person.id}`}>{t("handOver")}</ButtonLink>}
      </PageHead>
      <section className="panel">
        <dl className="facts">
          <Fact name={t("posts")}>{card.posts.map((one) => <div key={one.department + one.post}>{words(one.department_name)} · {words(one.name)}{one.main && card.posts.length > 1 && <> <Tag>{t("mainPost")}</Tag></>}</div>)}</Fact>
          <Fact name={t("roles")}>{joined(card.roles.map(roleOf))}</Fact>
          <Fact name={t("heads")}>{joined(card.heads)}</Fact>
          <Fact name={t("superior")}>{card.superior && <Link className="touched" to={`/administration/people/${card.superior.id}`}><PersonName person={card.superior} /></Link>}</Fact>
          <Fact name={t("reports")}>{card.reports.length > 0 && <PeopleNames people={card.reports} most={12} />}</Fact>
          <Fact name={t("groups")}>{joined(card.groups.map((one) => ({ zh: one, en: one })))}</Fact>
          <Fact name={t("email")}>{card.email}</Fact>
          <Fact name={t("absences")}>{card.absences.map((one) => <div key={one.first}>{daysOf(one.first, one.last)} {one.reason}</div>)}</Fact>
          <Fact name={t("left")}>{card.left}</Fact>
          <Fact name={t("openTasks")}>{card.open_tasks}</Fact>
          {card.account && (
            <Fact name={t("account")}>
              {card.account.user_name}{card.account.disabled && <Tag color="red">{t("disabled")}</Tag>} {card.account.roles.map((role) => <Tag key={role}>{t(role as "operator")}</Tag>)}
              {card.account.signed_in_at && <> {t("lastSignIn")} <Moment at={card.account.signed_in_at} /></>}
            </Fact>
          )}
        </dl>
      </section>
      {card.stand_ins.length > 0 && <StandInLines items={card.stand_ins} />}
      {enters && <Contacts person={card.person.id} />}
    </>
  );
}

/** A role, with where it is held. */
const roleOf = ({ name, department }: PersonCard["roles"][number]): Words =>
  department ? { zh: `${name.zh}（${department.zh}）`, en: `${name.en} (${department.en})` } : name;

function Fact({ name, children }: { name: string; children: ReactNode }) {
  if (children === null || children === undefined || children === "" || children === false) return null;
  if (Array.isArray(children) && children.every((one) => !one || (Array.isArray(one) && one.length === 0))) return null;
  return (<><dt>{name}</dt><dd>{children}</dd></>);
}
