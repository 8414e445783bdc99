import { useMutation, useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { definitionDiagram, play } from "~/api/definitions";
import type { DefinitionDetail } from "~/api/schema";
import { Empty } from "~/parts/Empty";
import { ProblemNote } from "~/parts/ProblemNote";
import { useTexts } from "~/texts/texts";
import { Stories } from "./edit/Stories";
import { editTexts } from "./edit/texts";
import { definitionsTexts } from "./texts";

/** The scenarios of a version, seen to play on it. */
export function ScenariosPart({ detail }: { detail: DefinitionDetail }) {
  const t = useTexts(definitionsTexts);
  const said = useTexts(editTexts);
  const { data: diagram } = useQuery(definitionDiagram(detail.item.process, detail.version));
  const playing = useMutation({ mutationFn: () => play({ text: detail.source, scenarios: detail.scenarios, only: "" }) });
  if (!detail.scenarios) return <Empty text={t("noScenarios")} />;
  return (
    <>
      <div className="definition-acts">
        <Button type="primary" loading={playing.isPending} onClick={() => playing.mutate()}>{said("play")}</Button>
      </div>
      {playing.error && <ProblemNote error={playing.error} />}
      {playing.data && <Stories played={playing.data} diagram={diagram} />}
    </>
  );
}
