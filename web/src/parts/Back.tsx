import { ArrowLeftOutlined } from "@ant-design/icons";
import { Button } from "~/parts/plain/Button";
import { useBack } from "~/shell/useBack";
import { useTexts } from "~/texts/texts";
import { partTexts } from "./texts";

/** Back to where one came from; whoever came by a link from outside goes `home`. */
export function Back({ home }: { home: string }) {
  const t = useTexts(partTexts);
  const back = useBack(home);
  return <Button type="text" className="back" icon={<ArrowLeftOutlined aria-hidden />} onClick={back}>{t("back")}</Button>;
}
