import { useQuery } from "@tanstack/react-query";
import { useParams, useSearchParams } from "react-router";
import { startForm } from "~/api/starts";
import { Loading } from "~/parts/Loading";
import { ProblemNote } from "~/parts/ProblemNote";
import { StartFormView } from "./StartFormView";

/** The form of a start. */
export default function StartFormPage() {
  const { process = "", start = "" } = useParams();
  const [search] = useSearchParams();
  const copyOf = search.get("copy_of");
  const forPerson = search.get("for");
  const { data, error, refetch } = useQuery(startForm(process, start, copyOf, forPerson));
  if (error) return <div className="page"><ProblemNote error={error} again={() => void refetch()} /></div>;
  if (!data) return <div className="page"><Loading /></div>;
  return <StartFormView key={`${process}/${start}/${copyOf}`} form={data} forPerson={forPerson} />;
}
