import { Button, Result } from "antd";
import { useTexts } from "~/texts/texts";
import { shellTexts } from "./texts";

/** A page that failed. A new version of the pages may be why: loading again brings it. */
export function BrokenPage() {
  const t = useTexts(shellTexts);
  const again = <Button type="primary" onClick={() => window.location.reload()}>{t("reload")}</Button>;
  return <Result status="warning" title={t("broken")} extra={again} />;
}
