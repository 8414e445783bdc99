import { PageHead } from "~/parts/PageHead";
import { useTexts } from "~/texts/texts";
import { meTexts } from "./texts";

export default function MePage() {
  const t = useTexts(meTexts);
  return (
    <div className="page">
      <PageHead title={t("title")} />
    </div>
  );
}
