import { useMutation } from "@tanstack/react-query";
import { Button } from "antd";
import { play } from "~/api/definitions";
import { ProblemNote } from "~/parts/ProblemNote";
import { useTexts } from "~/texts/texts";
import { Stories } from "./Stories";
import { editTexts } from "./texts";
import type { TwoTexts } from "./useTwoTexts";

/** The scenarios, played on the text as it is written now. */
export function PlayPanel({ texts: { definition, scenarios } }: { texts: TwoTexts }) {
  const t = useTexts(editTexts);
  const playing = useMutation({ mutationFn: () => play({ text: definition, scenarios, only: "" }) });
  return (
    <section className="edit-panel">
      <h2>{t("scenarios")}</h2>
      <Button loading={playing.isPending} onClick={() => playing.mutate()}>{t("play")}</Button>
      {playing.error && <ProblemNote error={playing.error} />}
      {playing.data && <Stories played={playing.data} />}
    </section>
  );
}
