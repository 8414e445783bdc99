import { SearchOutlined } from "@ant-design/icons";
import { Input } from "antd";
import { useEffect, useRef, useState } from "react";

const PAUSE = 300;

interface SearchBoxProps {
  id?: string;
  label: string;
  /** What is looked for now; the box follows it when it is changed elsewhere. */
  value: string;
  onSearch: (text: string) => void;
}

/** Looks for what is typed as soon as the typing pauses. */
export function SearchBox({ id, label, value, onSearch }: SearchBoxProps) {
  const [typed, setTyped] = useState(value);
  const asked = useRef(value);
  const pause = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(pause.current), []);
  useEffect(() => {
    if (value === asked.current) return;
    clearTimeout(pause.current);
    asked.current = value;
    setTyped(value);
  }, [value]);
  const type = (text: string) => {
    setTyped(text);
    clearTimeout(pause.current);
    pause.current = setTimeout(() => {
      asked.current = text.trim();
      onSearch(text.trim());
    }, PAUSE);
  };
  return (
    <Input
      id={id}
      className="filter-search"
      prefix={<SearchOutlined aria-hidden />}
      placeholder={label}
      aria-label={label}
      allowClear
      value={typed}
      onChange={(event) => type(event.target.value)}
      onKeyDown={(event) => event.key === "Escape" && event.currentTarget.blur()}
    />
  );
}
