import { PageHead } from "~/parts/PageHead";
import { useTexts } from "~/texts/texts";
import { noticesTexts } from "./texts";

export default function NoticesPage() {
  const t = useTexts(noticesTexts);
  return (
    <div className="page">
      <PageHead title={t("title")} />
    </div>
  );
}
