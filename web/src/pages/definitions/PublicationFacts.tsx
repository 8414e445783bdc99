import { Tag } from "antd";
import type { PublicationItem } from "~/api/schema";
import { Moment } from "~/parts/Due";
import { useJoined, useTexts, useWords } from "~/texts/texts";
import { definitionsTexts } from "./texts";

/** How far a publication is, and who had a hand in it. */
export function PublicationFacts({ one }: { one: PublicationItem }) {
  const t = useTexts(definitionsTexts);
  const words = useWords();
  const state = one.version ? t("publishedAs", { version: one.version }) : t(one.state);
  const names = useJoined()(one.waits_for.map((person) => person.name));
  return (
    <span className="definition-facts">
      <Tag color={one.state === "waiting" ? "warning" : undefined} variant="outlined">{state}</Tag>
      <span>{t("askedBy", { name: words(one.asked_by.name) })} <Moment at={one.asked_at} /></span>
      {names && <span>{t("waitsFor", { names })}</span>}
      {one.takes_effect && one.state !== "published" && <span>{t("takesEffect")} <Moment at={one.takes_effect} /></span>}
      {one.decided_by && one.decided_at && (
        <span>
          {t(one.state === "withdrawn" ? "withdrawnBy" : "confirmedBy", { name: words(one.decided_by.name) })}{" "}
          <Moment at={one.decided_at} />
        </span>
      )}
    </span>
  );
}
