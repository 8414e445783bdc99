import { PageHead } from "~/parts/PageHead";
import { useTexts } from "~/texts/texts";
import { startTexts } from "./texts";

export default function StartPage() {
  const t = useTexts(startTexts);
  return (
    <div className="page">
      <PageHead title={t("title")} />
    </div>
  );
}
