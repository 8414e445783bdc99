import type { HandOverItem } from "~/api/schema";
import { useJoined, useTexts, useWords } from "~/texts/texts";
import { Lines } from "./Lines";
import { administrationTexts } from "./texts";

/** What hangs on somebody, item by item, with what became of each. */
export function HandOverItems({ items }: { items: readonly HandOverItem[] }) {
  const t = useTexts(administrationTexts);
  const words = useWords();
  const joined = useJoined();
  if (items.length === 0) return <p className="quiet">{t("nothingHangs")}</p>;
  return (
    <Lines
      label={t("items")}
      lines={items}
      id={(one) => one.kind + one.subject}
      columns={[
        { title: t("kind"), cell: (one) => t(`item-${one.kind}`) },
        { title: t("what"), cell: (one) => words(one.label) },
        { title: t("content"), cell: (one) => joined(one.said) || "–" },
        { title: t("result"), cell: (one) => <span className={`state-${one.status}`}>{t(`status-${one.status}`)} {words(one.problem)}</span> },
      ]}
    />
  );
}
