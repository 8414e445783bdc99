import { EllipsisOutlined } from "@ant-design/icons";
import { Button, Dropdown } from "antd";
import { lazy, Suspense, useState } from "react";
import type { TaskPage, VerbAllowed } from "~/api/schema";
import { useTexts, useWords } from "~/texts/texts";
import { taskTexts } from "./texts";

const VerbDialog = lazy(() => import("./VerbDialog"));

/** Everything else one may do with a task; what is not possible now says why. */
export function VerbMenu({ page }: { page: TaskPage }) {
  const t = useTexts(taskTexts);
  const words = useWords();
  const [chosen, setChosen] = useState<VerbAllowed | null>(null);
  if (page.verbs.length === 0) return null;
  const items = page.verbs.map((verb) => ({
    key: verb.verb,
    disabled: !verb.allowed,
    label: <><span>{words(verb.name)}</span>{!verb.allowed && <span className="verb-why">{words(verb.why_not)}</span>}</>,
    onClick: () => setChosen(verb),
  }));
  return (
    <>
      <Dropdown trigger={["click"]} placement="topRight" menu={{ items, className: "verbs" }}>
        <Button icon={<EllipsisOutlined aria-hidden />}>{t("moreVerbs")}</Button>
      </Dropdown>
      {chosen && <Suspense><VerbDialog page={page} verb={chosen} onClose={() => setChosen(null)} /></Suspense>}
    </>
  );
}
