import { PageHead } from "~/parts/PageHead";
import { useTexts } from "~/texts/texts";
import { casesTexts } from "./texts";

export default function CasesPage() {
  const t = useTexts(casesTexts);
  return (
    <div className="page">
      <PageHead title={t("title")} />
    </div>
  );
}
