import { useInfiniteQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { caseHistory } from "~/api/cases";
import { Moment } from "~/parts/Due";
import { Loading } from "~/parts/Loading";
import { ProblemNote } from "~/parts/ProblemNote";
import { useTexts, useWords } from "~/texts/texts";
import { Section } from "./CasePage";
import { caseTexts } from "./texts";

/** All that happened: who, what, why and on whose behalf; what only the system did is folded away. */
export function CaseHistory({ caseId }: { caseId: string }) {
  const t = useTexts(caseTexts);
  const words = useWords();
  const [inner, setInner] = useState(false);
  const query = useInfiniteQuery(caseHistory(caseId));
  const all = query.data?.pages.flatMap((page) => page.items) ?? [];
  const shown = inner ? all : all.filter((one) => !one.inner);
  return (
    <Section title={t("history")} className="is-history">
      {query.error && <ProblemNote error={query.error} />}
      {query.isPending && !query.error && <Loading />}
      <div className="history-tools">
        <label className="check"><input type="checkbox" checked={inner} onChange={(event) => setInner(event.target.checked)} />{t("inner")}</label>
      </div>
      <ol className="history">
        {shown.map((one, index) => (
          <li key={`${one.turn}-${index}`} className={one.inner ? "is-inner" : ""}>
            <Moment at={one.at} />
            <p>{words(one.sentence)}</p>
          </li>
        ))}
      </ol>
      {query.hasNextPage && <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>{t("moreHistory")}</Button>}
    </Section>
  );
}
