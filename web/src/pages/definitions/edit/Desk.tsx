import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { lazy, Suspense, useMemo, useState } from "react";
import { workshop } from "~/api/definitions";
import type { Checked, DefinitionItem, Found } from "~/api/schema";
import { offersAt } from "~/logic/yaml/complete";
import type { Schema } from "~/logic/yaml/schema";
import { Loading } from "~/parts/Loading";
import { PageHead } from "~/parts/PageHead";
import { useTexts } from "~/texts/texts";
import "~/parts/tabs.css";
import { PlayPanel } from "./PlayPanel";
import { ProblemPanel } from "./ProblemPanel";
import { PublishButton } from "./PublishButton";
import type { Spot } from "~/parts/text-editor/TextEditor";
import { editTexts } from "./texts";
import { useChecked } from "./useChecked";
import { type TwoTexts, useTwoTexts } from "./useTwoTexts";

const TextEditor = lazy(() => import("~/parts/text-editor/TextEditor"));

interface DeskProps {
  title: string;
  process: string;
  item: DefinitionItem | null;
  inForce: TwoTexts;
}

/** Both texts, what is wrong with them, how their scenarios play, and the way to publish them. */
export function Desk({ title, process, item, inForce }: DeskProps) {
  const writing = useTwoTexts(process, item?.digest ?? "", inForce);
  const { checked, error, settled } = useChecked(writing.now);
  const [shown, show] = useState<keyof TwoTexts>("definition");
  const [spot, goTo] = useState<(Spot & { of: keyof TwoTexts }) | null>(null);
  const go = (of: keyof TwoTexts, found: Found) => {
    show(of);
    goTo({ of, line: found.line, column: found.column });
  };
  return (
    <>
      <PageHead title={title}>
        <PublishButton process={process} item={item} texts={writing.now} checked={settled ? checked : undefined} onPublished={writing.forget} />
      </PageHead>
      {writing.changed && <KeptNote isOlder={writing.isOlder} onDrop={writing.drop} />}
      <div className="edit-rooms">
        <div>
          <TextTabs shown={shown} show={show} checked={checked} />
          <Texts key={writing.round} writing={writing} shown={shown} checked={checked} spot={spot} />
        </div>
        <div className="edit-beside">
          <ProblemPanel texts={writing.now} checked={checked} error={error} settled={settled} item={item} onGo={go} />
          {writing.now.scenarios.trim() && <PlayPanel texts={writing.now} />}
        </div>
      </div>
    </>
  );
}

function KeptNote({ isOlder, onDrop }: { isOlder: boolean; onDrop: () => void }) {
  const t = useTexts(editTexts);
  return (
    <div className="edit-kept">
      <span role="status">{t("kept")} {isOlder && <b>{t("older")}</b>}</span>
      <Button onClick={onDrop}>{t("dropDraft")}</Button>
    </div>
  );
}

interface TabsProps {
  shown: keyof TwoTexts;
  show: (one: keyof TwoTexts) => void;
  checked: Checked | undefined;
}

function TextTabs({ shown, show, checked }: TabsProps) {
  const t = useTexts(editTexts);
  const counts = { definition: checked?.problems.length, scenarios: checked?.scenario_problems.length };
  return (
    <div className="tabs" role="tablist" aria-label={t("texts")}>
      {(["definition", "scenarios"] as const).map((one) => (
        <button key={one} type="button" role="tab" aria-selected={one === shown} className={one === shown ? "tab active" : "tab"} onClick={() => show(one)}>
          {t(one)} {counts[one] ? <span className="tab-count">{counts[one]}</span> : null}
        </button>
      ))}
    </div>
  );
}

interface TextsProps {
  writing: ReturnType<typeof useTwoTexts>;
  shown: keyof TwoTexts;
  checked: Checked | undefined;
  spot: (Spot & { of: keyof TwoTexts }) | null;
}

/** Both stay open, so that neither forgets what can be undone. */
function Texts({ writing, shown, checked, spot }: TextsProps) {
  const t = useTexts(editTexts);
  const offers = useOffers(writing.now.definition);
  const found = { definition: checked?.problems, scenarios: checked?.scenario_problems };
  return (
    <div className="edit-texts">
      {(["definition", "scenarios"] as const).map((one) => (
        <div key={one} hidden={one !== shown} role="tabpanel" aria-label={t(one)}>
          <Suspense fallback={<Loading />}>
            <TextEditor
              text={writing.first[one]}
              label={t(one)}
              onChange={(text) => writing.change({ [one]: text })}
              found={found[one] ?? NONE}
              offers={offers[one]}
              spot={spot?.of === one ? spot : null}
            />
          </Suspense>
        </div>
      ))}
    </div>
  );
}

const NONE: readonly Found[] = [];

/** What may stand at a place of either text; scenarios name steps and fields of the definition. */
function useOffers(definition: string) {
  const { data } = useQuery(workshop);
  return useMemo(() => {
    const known = data?.known ?? {};
    const of = (schema: object | undefined, names?: string) => (text: string, cursor: number) =>
      schema ? offersAt(text, cursor, { schema: schema as Schema, known }, names) : null;
    return { definition: of(data?.definition), scenarios: of(data?.scenarios, definition) };
  }, [data, definition]);
}
