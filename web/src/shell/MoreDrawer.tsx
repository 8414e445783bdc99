import { Drawer } from "antd";
import { NavLink } from "react-router";
import { useTexts } from "~/texts/texts";
import type { MenuItem } from "./menu";
import { shellTexts } from "./texts";

/** The rooms that have no place in the bar of a phone. */
export default function MoreDrawer({ entries, onClose }: { entries: MenuItem[]; onClose: () => void }) {
  const t = useTexts(shellTexts);
  return (
    <Drawer open onClose={onClose} placement="bottom" size="auto" title={t("more")}>
      {entries.map((entry) => (
        <NavLink key={entry.to} to={entry.to} className="shell-link" onClick={onClose}>
          <span aria-hidden>{entry.icon}</span>
          <span>{entry.label}</span>
        </NavLink>
      ))}
    </Drawer>
  );
}
