import { type ComponentType, lazy, Suspense } from "react";
import { useParams } from "react-router";
import "~/parts/list.css";
import { Loading } from "~/parts/Loading";
import { PageHead } from "~/parts/PageHead";
import { Tabs } from "~/parts/Tabs";
import { type Right, useMay } from "~/shell/rights";
import { useTexts } from "~/texts/texts";
import "./administration.css";
import { administrationTexts } from "./texts";

interface Part {
  page: ComponentType;
  rights?: Right[];
}

const PARTS = {
  people: { page: lazy(() => import("./PeoplePart")) },
  "stand-ins": { page: lazy(() => import("./StandInsPart")) },
  "hand-overs": { page: lazy(() => import("./HandOversPart")) },
  calendars: { page: lazy(() => import("./CalendarsPart")) },
  settings: { page: lazy(() => import("./SettingsPart")), rights: ["owner", "administrator", "operator", "auditor"] },
  phrases: { page: lazy(() => import("./PhrasesPart")), rights: ["owner", "administrator"] },
  accounts: { page: lazy(() => import("./AccountsPart")), rights: ["administrator"] },
  organisation: { page: lazy(() => import("./OrganisationPart")), rights: ["administrator"] },
  sealed: { page: lazy(() => import("./SealedPart")) },
  registers: { page: lazy(() => import("./RegistersPart")), rights: ["owner", "operator", "auditor"] },
  record: { page: lazy(() => import("./RecordPart")), rights: ["auditor", "administrator"] },
  operations: { page: lazy(() => import("./OperationsPart")), rights: ["operator"] },
} satisfies Record<string, Part>;
type Name = keyof typeof PARTS;
const NAMES = Object.keys(PARTS) as Name[];

/** People, stand-ins, hand-overs, and what administrators, auditors and operators look after. */
export default function AdministrationPage() {
  const t = useTexts(administrationTexts);
  const may = useMay();
  const { part } = useParams();
  const mine = NAMES.filter((name) => may((PARTS[name] as Part).rights));
  const name = mine.find((one) => one === part) ?? "people";
  const View = PARTS[name].page;
  return (
    <div className="page administration">
      <PageHead title={t(name)} />
      <Tabs label={t("title")} current={name} tabs={mine.map((id) => ({ id, to: `/administration/${id}`, text: t(id) }))} />
      <Suspense fallback={<Loading />}><View /></Suspense>
    </div>
  );
}
