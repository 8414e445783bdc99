import { PageHead } from "~/parts/PageHead";
import { useTexts } from "~/texts/texts";
import { caseTexts } from "./texts";

export default function CasePage() {
  const t = useTexts(caseTexts);
  return (
    <div className="page">
      <PageHead title={t("title")} />
    </div>
  );
}
