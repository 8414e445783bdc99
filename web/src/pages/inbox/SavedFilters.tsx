import { CloseOutlined } from "@ant-design/icons";
import { Button, Input, Popover, Space } from "antd";
import { useState } from "react";
import { usePreference } from "~/session/preferences";
import { useTexts } from "~/texts/texts";
import { inboxTexts } from "./texts";
import type { Asked } from "./useAsked";

interface Saved {
  name: string;
  filters: string;
}

/** Filters somebody has kept under a name. */
export function SavedFilters({ asked }: { asked: Asked }) {
  const t = useTexts(inboxTexts);
  const [saved, keep] = usePreference<Saved[]>("inbox.filters", []);
  const forget = (name: string) => keep(saved.filter((one) => one.name !== name));
  const content = (
    <div className="saved">
      {saved.map(({ name, filters }) => (
        <div key={name} className="saved-line">
          <Button type="link" onClick={() => asked.setAll(filters)}>{name}</Button>
          <Button type="text" icon={<CloseOutlined />} aria-label={t("forget", { name })} onClick={() => forget(name)} />
        </div>
      ))}
      {asked.isFiltered && <Keep onKeep={(name) => keep([...saved.filter((one) => one.name !== name), { name, filters: asked.filters }])} />}
      {asked.isFiltered && <Button type="link" onClick={() => asked.setAll("")}>{t("clear")}</Button>}
    </div>
  );
  if (saved.length === 0 && !asked.isFiltered) return null;
  return <Popover trigger="click" content={content}><Button>{t("saved")}</Button></Popover>;
}

function Keep({ onKeep }: { onKeep: (name: string) => void }) {
  const t = useTexts(inboxTexts);
  const [name, setName] = useState("");
  const keep = () => {
    if (!name.trim()) return;
    onKeep(name.trim());
    setName("");
  };
  return (
    <Space.Compact>
      <Input aria-label={t("saveName")} placeholder={t("saveName")} maxLength={40} value={name} onChange={(event) => setName(event.target.value)} onPressEnter={keep} />
      <Button onClick={keep}>{t("save")}</Button>
    </Space.Compact>
  );
}
