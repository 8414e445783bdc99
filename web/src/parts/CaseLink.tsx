import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { caseAddress, caseName } from "~/api/cases";
import type { RelatedValue } from "~/logic/related";
import { useWords } from "~/texts/texts";
import { CaseUse } from "./CaseUse";

/** The case a field points at: a link with its title for those who may read it, for all others its number. */
export function CaseLink({ value, currency }: { value: RelatedValue; currency: string | null }) {
  const words = useWords();
  const { data } = useQuery({ ...caseName(value.case), staleTime: 60_000 });
  const title = data && (words(data.title) || words(data.process_name));
  return (
    <span className="case-link">
      {data ? <Link to={caseAddress(value.case)}>{value.key} · {title}</Link> : value.key}
      <CaseUse value={value} currency={currency} />
    </span>
  );
}
