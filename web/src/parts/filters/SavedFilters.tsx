import { CloseOutlined } from "@ant-design/icons";
import { Button, Input, Popover, Space } from "antd";
import { useState } from "react";
import { usePreference } from "~/session/preferences";
import { useTexts } from "~/texts/texts";
import { filterTexts } from "./texts";

interface Saved {
  name: string;
  filters: string;
}

const NONE: Saved[] = [];

interface SavedFiltersProps {
  /** The name under which this page keeps them. */
  keptAs: string;
  /** The filters as they stand in the address now. */
  said: string;
  isFiltered: boolean;
  onChoose: (filters: string) => void;
  onClear: () => void;
}

/** Filters somebody has kept under a name. */
export function SavedFilters({ keptAs, said, isFiltered, onChoose, onClear }: SavedFiltersProps) {
  const t = useTexts(filterTexts);
  const { value: saved, known, keep } = usePreference<Saved[]>(keptAs, NONE);
  const without = (name: string) => saved.filter((one) => one.name !== name);
  const content = (
    <div className="saved">
      {saved.map(({ name, filters }) => (
        <div key={name} className="saved-line">
          <Button type="link" onClick={() => onChoose(filters)}>{name}</Button>
          <Button type="text" icon={<CloseOutlined aria-hidden />} aria-label={t("forget", { name })} onClick={() => keep(without(name))} />
        </div>
      ))}
      {isFiltered && known && <Keep onKeep={(name) => keep([...without(name), { name, filters: said }])} />}
      {isFiltered && <Button type="link" onClick={onClear}>{t("clear")}</Button>}
    </div>
  );
  if (saved.length === 0 && !isFiltered) return null;
  return <Popover trigger="click" content={content}><Button>{t("saved")}</Button></Popover>;
}

function Keep({ onKeep }: { onKeep: (name: string) => void }) {
  const t = useTexts(filterTexts);
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
