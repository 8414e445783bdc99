import { PageHead } from "~/parts/PageHead";
import { useTexts } from "~/texts/texts";
import { definitionsTexts } from "./texts";

export default function DefinitionsPage() {
  const t = useTexts(definitionsTexts);
  return (
    <div className="page">
      <PageHead title={t("title")} />
    </div>
  );
}
