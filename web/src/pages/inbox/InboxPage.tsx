import { useInfiniteQuery } from "@tanstack/react-query";
import { Suspense, useEffect, useState } from "react";
import { Link, useNavigate } from "react-router";
import { useDecided, useEntries, useOutbox } from "~/api/Acts";
import type { TaskItem } from "~/api/schema";
import { taskAddress, taskList } from "~/api/tasks";
import { keepListInHand, keyOf, left } from "~/logic/listInHand";
import { Empty } from "~/parts/Empty";
import { KeyHelp } from "~/parts/KeyHelp";
import { Loading } from "~/parts/Loading";
import { PageHead } from "~/parts/PageHead";
import { ProblemNote } from "~/parts/ProblemNote";
import { useCounts } from "~/shell/menu";
import { useKeys } from "~/shell/useKeys";
import { useTexts } from "~/texts/texts";
import { BatchBar } from "./BatchBar";
import "~/parts/list.css";
import { Button } from "~/parts/plain/Button";
import { lazily } from "~/shell/later";
import "./inbox.css";
import { ListTabs } from "./ListTabs";
import { TaskRow } from "./TaskRow";
import { inboxTexts } from "./texts";
import { useAsked } from "./useAsked";
import { useSelection } from "./useSelection";

const Filters = lazily(() => import("./Filters"));

/** What somebody has to do, the most urgent first. */
export default function InboxPage() {
  const t = useTexts(inboxTexts);
  const asked = useAsked();
  const query = useInfiniteQuery(taskList(asked.list));
  const decided = useDecided();
  const items = left(query.data?.pages.flatMap((page) => page.items) ?? [], asked.list.list === "done" ? NONE : decided);
  const chosen = useSelection(items);
  const [help, setHelp] = useState(false);
  useEffect(() => keepListInHand(asked.list), [asked.list]);
  useInboxKeys(items, chosen, () => setHelp(true));

  return (
    <div className="page inbox">
      <PageHead title={t("title")} />
      <ListTabs current={asked.list.list} />
      <Suspense fallback={<div className="filters" />}>
        <Filters asked={asked} items={items} onHelp={() => setHelp(true)} />
      </Suspense>
      {query.error && <ProblemNote error={query.error} again={() => void query.refetch()} />}
      {query.isPending && !query.error && <Loading />}
      {query.data && items.length === 0 && (
        <Empty text={t(emptyText(asked.list.list, asked.isFiltered))}>
          {asked.list.list === "mine" && !asked.isFiltered && <InGroups />}
        </Empty>
      )}
      <ul className="rows" aria-label={t("title")}>
        {items.map((item, index) => (
          <TaskRow
            key={keyOf(item)}
            item={item}
            current={index === chosen.at}
            selected={chosen.selected.has(keyOf(item))}
            onSelect={() => chosen.toggle(item)}
          />
        ))}
      </ul>
      {query.hasNextPage && (
        <Button block disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>{t("more")}</Button>
      )}
      <BatchBar items={items.filter((item) => chosen.selected.has(keyOf(item)))} onDone={chosen.clear} />
      <KeyHelp open={help} onClose={() => setHelp(false)} />
    </div>
  );
}

/** Whoever has nothing of their own to do is shown what waits in their groups. */
function InGroups() {
  const t = useTexts(inboxTexts);
  const count = useCounts()?.group ?? 0;
  return count > 0 ? <Link to="/inbox/group">{t("inGroups", { count })}</Link> : null;
}

const NONE: ReadonlySet<string> = new Set();

function emptyText(list: string, filtered: boolean) {
  if (filtered) return "emptyFound";
  return ({ group: "emptyGroup", waiting: "emptyWaiting", team: "emptyTeam", done: "emptyDone" } as const)[list] ?? "empty";
}

/** j and k move, x selects, Enter opens; a approves what is selected (its bar asks), z takes the last decision back. */
function useInboxKeys(items: readonly TaskItem[], chosen: ReturnType<typeof useSelection>, help: () => void) {
  const navigate = useNavigate();
  const outbox = useOutbox();
  const waiting = useEntries().filter((entry) => entry.standing === "waiting");
  const here = items[chosen.at];
  useKeys({
    j: () => chosen.move(1),
    k: () => chosen.move(-1),
    ArrowDown: () => chosen.move(1),
    ArrowUp: () => chosen.move(-1),
    x: () => here && chosen.toggle(here),
    Enter: () => here && void navigate(taskAddress(here.case_id, here.task)),
    a: () => document.querySelector<HTMLButtonElement>("#agree-to-all")?.click(),
    z: () => waiting.length > 0 && outbox.undo(waiting.at(-1)!.act.key),
    "/": () => document.querySelector<HTMLInputElement>("#inbox-search")?.focus(),
    "?": help,
  });
}
