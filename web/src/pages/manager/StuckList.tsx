import { useInfiniteQuery } from "@tanstack/react-query";
import { Alert, Button } from "antd";
import { type StuckAsked, stuckList } from "~/api/stuck";
import type { Freshness } from "~/api/schema";
import { Moment } from "~/parts/Due";
import { Empty } from "~/parts/Empty";
import { Loading } from "~/parts/Loading";
import { ProblemNote } from "~/parts/ProblemNote";
import { useTexts } from "~/texts/texts";
import { Counts } from "./Counts";
import { StuckFilters } from "./StuckFilters";
import { StuckRow } from "./StuckRow";
import { managerTexts } from "./texts";
import { useAskedStuck } from "./useAskedStuck";

/** How many, and which hurt most. */
export function StuckList() {
  const t = useTexts(managerTexts);
  const here = useAskedStuck();
  const query = useInfiniteQuery(stuckList(here.asked as StuckAsked));
  const first = query.data?.pages[0];
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      {query.error && <ProblemNote error={query.error} again={() => void query.refetch()} />}
      {query.isPending && !query.error && <Loading />}
      {first && (
        <>
          <Fresh fresh={first.fresh} />
          <Counts counts={first.counts} chosen={here.asked.class} onChoose={(stuck) => here.set("class", stuck)} />
          <StuckFilters here={here} page={first} />
          {items.length === 0 ? (
            <Empty text={t(here.isFiltered ? "emptyFound" : "emptyStuck")} />
          ) : (
            <p className="quiet list-total">{t("total", { count: first.total })}</p>
          )}
          <ul className="rows" aria-label={t("list")}>
            {items.map((item) => <StuckRow key={item.case.case_id} item={item} />)}
          </ul>
        </>
      )}
      {query.hasNextPage && (
        <Button block loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>{t("more")}</Button>
      )}
    </>
  );
}

/** How fresh it is, and what it does not know. */
export function Fresh({ fresh }: { fresh: Freshness }) {
  const t = useTexts(managerTexts);
  return (
    <>
      {fresh.workers === false && <Alert type="error" showIcon title={t("noWorkers")} className="manager-alert" />}
      <p className="quiet fresh">
        {fresh.looked_at && <span>{t("fresh", { at: "" })}<Moment at={fresh.looked_at} /></span>}
        {fresh.waiting > 0 && <span>{t("waiting", { count: fresh.waiting })}</span>}
        {fresh.unexplained > 0 && <span className="due is-late">{t("unexplained", { count: fresh.unexplained })}</span>}
      </p>
    </>
  );
}
