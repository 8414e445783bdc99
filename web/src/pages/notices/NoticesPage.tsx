import type { ComponentType } from "react";
import { useParams } from "react-router";
import "~/parts/list.css";
import { PageHead } from "~/parts/PageHead";
import { Tabs } from "~/parts/Tabs";
import { useCounts } from "~/shell/menu";
import { type Right, useMay } from "~/shell/rights";
import { useTexts } from "~/texts/texts";
import { ChoicePart } from "./ChoicePart";
import { FailingPart } from "./FailingPart";
import { ListPart } from "./ListPart";
import "./notices.css";
import { noticesTexts } from "./texts";
import { UnreachablePart } from "./UnreachablePart";

type Part = "list" | "choice" | "failing" | "unreachable";

const PARTS: Record<Part, { page: ComponentType; rights?: Right[] }> = {
  list: { page: ListPart },
  choice: { page: ChoicePart },
  failing: { page: FailingPart, rights: ["operator"] },
  unreachable: { page: UnreachablePart, rights: ["manager", "owner", "operator", "auditor", "administrator"] },
};

/** What somebody was told, how they want to be told, and what does not arrive. */
export default function NoticesPage() {
  const t = useTexts(noticesTexts);
  const { part = "list" } = useParams();
  const { page: Shown } = PARTS[part as Part] ?? PARTS.list;
  return (
    <div className="page notices">
      <PageHead title={t("title")} />
      <PartTabs part={part} />
      <Shown />
    </div>
  );
}

function PartTabs({ part }: { part: string }) {
  const t = useTexts(noticesTexts);
  const may = useMay();
  const unread = useCounts()?.notices_unread ?? 0;
  const tabs = (Object.keys(PARTS) as Part[]).filter((one) => may(PARTS[one].rights)).map((id) => ({
    id,
    to: id === "list" ? "/notices" : `/notices/${id}`,
    text: t(id),
    count: id === "list" ? unread : null,
  }));
  return <Tabs label={t("parts")} current={part} tabs={tabs} />;
}
