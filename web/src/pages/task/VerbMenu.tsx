import { EllipsisOutlined } from "@ant-design/icons";
import { Suspense, useState } from "react";
import type { TaskPage, VerbAllowed } from "~/api/schema";
import { MenuButton } from "~/parts/press/OnPress";
import { lazily } from "~/shell/later";
import { useTexts, useWords } from "~/texts/texts";
import { taskTexts } from "./texts";

const VerbDialog = lazily(() => import("./VerbDialog"));

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
      <MenuButton placement="topRight" menu={{ items, className: "verbs" }} icon={<EllipsisOutlined aria-hidden />}>
        {t("moreVerbs")}
      </MenuButton>
      {chosen && <Suspense><VerbDialog page={page} verb={chosen} onClose={() => setChosen(null)} /></Suspense>}
    </>
  );
}
