import { Empty } from "~/parts/Empty";
import { Button } from "~/parts/plain/Button";
import { useTexts } from "~/texts/texts";
import { shellTexts } from "./texts";

/** A page that failed. A new version of the pages may be why: loading again brings it. */
export function BrokenPage() {
  const t = useTexts(shellTexts);
  return <Empty text={t("broken")}><Button type="primary" onClick={() => window.location.reload()}>{t("reload")}</Button></Empty>;
}
