import { PageHead } from "~/parts/PageHead";
import { useTexts } from "~/texts/texts";
import { administrationTexts } from "./texts";

export default function AdministrationPage() {
  const t = useTexts(administrationTexts);
  return (
    <div className="page">
      <PageHead title={t("title")} />
    </div>
  );
}
