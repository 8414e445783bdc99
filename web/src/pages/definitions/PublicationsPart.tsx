import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { definitionAddress, publicationList } from "~/api/definitions";
import type { DefinitionDetail, PublicationItem } from "~/api/schema";
import { Empty } from "~/parts/Empty";
import { Loading } from "~/parts/Loading";
import { ProblemNote } from "~/parts/ProblemNote";
import { useTexts } from "~/texts/texts";
import { PublicationFacts } from "./PublicationFacts";
import { definitionsTexts } from "./texts";

/** Versions on their way, and what became of former ones. */
export function PublicationsPart({ detail: { item } }: { detail: DefinitionDetail }) {
  const t = useTexts(definitionsTexts);
  const { data, error, refetch } = useQuery(publicationList(item.process));
  if (error && !data) return <ProblemNote error={error} again={() => void refetch()} />;
  if (!data) return <Loading />;
  if (data.length === 0) return <Empty text={t("noPublications")} />;
  return <ul className="definition-rows">{data.map((one) => <PublicationLine key={one.id} one={one} />)}</ul>;
}

const PublicationLine = ({ one }: { one: PublicationItem }) => (
  <li>
    <Link className="definition-row" to={definitionAddress(one.process, `publications/${one.id}`)}>
      <span className="definition-name">{one.note}</span>
      <PublicationFacts one={one} />
    </Link>
  </li>
);
