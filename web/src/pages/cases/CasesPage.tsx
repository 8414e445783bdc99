import { useInfiniteQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { type CaseListName, caseList } from "~/api/cases";
import "~/parts/list.css";
import { Empty } from "~/parts/Empty";
import { Loading } from "~/parts/Loading";
import { PageHead } from "~/parts/PageHead";
import { ProblemNote } from "~/parts/ProblemNote";
import { Tabs } from "~/parts/Tabs";
import { ButtonLink } from "~/parts/plain/Button";
import { useCounts } from "~/shell/menu";
import { useTexts } from "~/texts/texts";
import { CaseFilters } from "./CaseFilters";
import { CaseRow } from "./CaseRow";
import "./cases.css";
import { casesTexts } from "./texts";
import { useAskedCases } from "./useAskedCases";

const EMPTY = { started: "emptyStarted", copied: "emptyCopied", followed: "emptyFollowed", all: "emptyAll" } as const;

/** Cases one has started, reads along, follows, or may find. */
export default function CasesPage() {
  const t = useTexts(casesTexts);
  const here = useAskedCases();
  const query = useInfiniteQuery(caseList(here.asked));
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="page cases">
      <PageHead title={t("title")}>
        <ButtonLink to="/start" type="primary">{t("start")}</ButtonLink>
      </PageHead>
      <CaseTabs current={here.asked.list} />
      <CaseFilters here={here} items={items} />
      {query.error && <ProblemNote error={query.error} again={() => void query.refetch()} />}
      {query.isPending && !query.error && <Loading />}
      {query.data && items.length === 0 && <Empty text={t(here.isFiltered ? "emptyFound" : EMPTY[here.asked.list])} />}
      <ul className="rows" aria-label={t(here.asked.list)}>
        {items.map((item) => <CaseRow key={item.case_id} item={item} list={here.asked.list} />)}
      </ul>
      {query.hasNextPage && (
        <Button block loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>{t("more")}</Button>
      )}
    </div>
  );
}

function CaseTabs({ current }: { current: CaseListName }) {
  const t = useTexts(casesTexts);
  const unread = useCounts()?.copied_unread;
  const tabs = (["started", "copied", "followed", "all"] as const).map((id) => ({
    id,
    to: `/cases?list=${id}`,
    text: t(id),
    count: id === "copied" ? unread : null,
  }));
  return <Tabs label={t("lists")} current={current} tabs={tabs} />;
}
