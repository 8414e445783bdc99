import { useEffect, useRef } from "react";

/** What keys do, by key: `j`, `Enter`, `?`. */
type Keys = Record<string, (event: KeyboardEvent) => void>;

const TYPING = "input, textarea, select, [contenteditable], [role=combobox], [role=listbox]";

/** Keys of a page. They rest while somebody types, and while a dialog is open. */
export function useKeys(keys: Keys) {
  const now = useRef(keys);
  useEffect(() => void (now.current = keys));
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat || isElsewhere(event.target, event.key)) return;
      const act = now.current[event.key];
      if (!act) return;
      event.preventDefault();
      act(event);
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
}

function isElsewhere(target: EventTarget | null, key: string): boolean {
  if (document.querySelector(".ant-modal-wrap:not([style*='display: none']), .ant-drawer-open")) return true;
  if (!(target instanceof HTMLElement)) return false;
  return target.matches(TYPING) || (key === "Enter" && target.matches("a, button, summary"));
}
