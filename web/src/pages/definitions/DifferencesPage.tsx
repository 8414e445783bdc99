import { useQuery } from "@tanstack/react-query";
import { useParams } from "react-router";
import { definitionAddress, definitionShown, differencesBetween } from "~/api/definitions";
import { Back } from "~/parts/Back";
import { Loading } from "~/parts/Loading";
import { PageHead } from "~/parts/PageHead";
import { ProblemNote } from "~/parts/ProblemNote";
import { useTexts, useWords } from "~/texts/texts";
import "./definitions.css";
import { DifferencesView } from "./DifferencesView";
import { definitionsTexts } from "./texts";

/** What is different between two versions. */
export default function DifferencesPage() {
  const t = useTexts(definitionsTexts);
  const words = useWords();
  const { process = "", before = "1", after = "1" } = useParams();
  const { data: detail } = useQuery(definitionShown(process));
  const { data, error, refetch } = useQuery(differencesBetween(process, Number(before), Number(after)));
  const name = detail ? words(detail.item.name) : process;
  return (
    <div className="page definition">
      <Back home={definitionAddress(process, "versions")} />
      <PageHead title={t("differencesTitle", { name, before, after })} />
      {error && <ProblemNote error={error} again={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && <DifferencesView differences={data} />}
    </div>
  );
}
