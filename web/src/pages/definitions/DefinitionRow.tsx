import { Tag } from "antd";
import { Link } from "react-router";
import { definitionAddress } from "~/api/definitions";
import type { DefinitionItem } from "~/api/schema";
import { useTexts, useWords } from "~/texts/texts";
import { definitionsTexts } from "./texts";

/** A process in the list: what it is, how much of it runs. */
export function DefinitionRow({ item }: { item: DefinitionItem }) {
  const t = useTexts(definitionsTexts);
  const words = useWords();
  return (
    <li>
      <Link className="definition-row" to={definitionAddress(item.process)}>
        <span className="definition-name">{words(item.name)}</span>
        <code className="definition-process">{item.process}</code>
        <span className="definition-facts">
          {item.stopped !== null && <Tag color="warning" variant="outlined">{t("stopped")}</Tag>}
          {item.may_publish && <Tag variant="outlined">{t("mayPublish")}</Tag>}
          <span>{t("version", { version: item.version })}</span>
          <span>{t("running", { count: item.open_cases })}</span>
        </span>
      </Link>
    </li>
  );
}
