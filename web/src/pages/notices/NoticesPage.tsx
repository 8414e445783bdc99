import type { ComponentType } from "react";
import { NavLink, useParams } from "react-router";
import "~/parts/list.css";
import { PageHead } from "~/parts/PageHead";
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
  unreachable: { page: UnreachablePart, rights: ["manager", "owner", "operator", "auditor"] },
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
  return (
    <nav className="tabs" aria-label={t("parts")}>
      {(Object.keys(PARTS) as Part[]).filter((one) => may(PARTS[one].rights)).map((one) => (
        <NavLink
          key={one}
          to={one === "list" ? "/notices" : `/notices/${one}`}
          end
          className={one === part ? "tab active" : "tab"}
          aria-current={one === part ? "page" : undefined}
        >
          {t(one)} {one === "list" && unread > 0 && <span className="tab-count">{unread}</span>}
        </NavLink>
      ))}
    </nav>
  );
}
