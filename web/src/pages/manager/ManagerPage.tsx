import { PageHead } from "~/parts/PageHead";
import { useTexts } from "~/texts/texts";
import { managerTexts } from "./texts";

export default function ManagerPage() {
  const t = useTexts(managerTexts);
  return (
    <div className="page">
      <PageHead title={t("title")} />
    </div>
  );
}
