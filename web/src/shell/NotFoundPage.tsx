import { Result } from "antd";
import { useEffect } from "react";
import { Link } from "react-router";
import { useTexts } from "~/texts/texts";
import { shellTexts } from "./texts";

export default function NotFoundPage() {
  const t = useTexts(shellTexts);
  useEffect(() => void (document.title = `${t("notFound")} · ${t("product")}`), [t]);
  return <Result status="404" title={t("notFound")} extra={<Link to="/inbox" className="back-home">{t("home")}</Link>} />;
}
