import { EllipsisOutlined } from "@ant-design/icons";
import { Suspense, useState } from "react";
import { useAct } from "~/api/Acts";
import type { TaskPage, VerbAllowed } from "~/api/schema";
import { taskAddress } from "~/api/tasks";
import { MenuButton } from "~/parts/press/OnPress";
import { lazily } from "~/shell/later";
import { useTexts, useWords } from "~/texts/texts";
import { taskTexts } from "./texts";
import { VERBS } from "./verbs";

const VerbDialog = lazily(() => import("./VerbDialog"));

/** Everything else one may do with a task, what asks for nothing at once; what is not possible now comes last, with why. */
export function VerbMenu({ page }: { page: TaskPage }) {
  const t = useTexts(taskTexts);
  const words = useWords();
  const [chosen, setChosen] = useState<VerbAllowed | null>(null);
  const { start } = useAct();
  const { item } = page;
  const verbs = page.verbs.filter(({ verb }) => verb !== "claim" || item.standing === "offered");
  if (verbs.length === 0) return null;
  const doAtOnce = ({ verb, name }: VerbAllowed) =>
    void start({
      path: `${taskAddress(item.case_id, item.task)}/${verb}`,
      body: {},
      label: `${words(name)} · ${words(item.title)}`,
      caseId: item.case_id,
    });
  const items = [...verbs.filter(({ allowed }) => allowed), ...verbs.filter(({ allowed }) => !allowed)].map((verb) => ({
    key: verb.verb,
    disabled: !verb.allowed,
    label: <><span>{words(verb.name)}</span>{!verb.allowed && <span className="verb-why">{words(verb.why_not)}</span>}</>,
    onClick: () => (VERBS[verb.verb]?.length === 0 ? doAtOnce(verb) : setChosen(verb)),
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
