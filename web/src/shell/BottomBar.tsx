import { EllipsisOutlined } from "@ant-design/icons";
import { Badge, Drawer } from "antd";
import { useState } from "react";
import { NavLink } from "react-router";
import { useTexts } from "~/texts/texts";
import { type MenuItem, useMenu } from "./menu";
import { shellTexts } from "./texts";

/** The menu of a phone, at the thumb: four rooms, the others behind "more". */
export function BottomBar() {
  const t = useTexts(shellTexts);
  const [open, setOpen] = useState(false);
  const menu = useMenu();
  const close = () => setOpen(false);
  return (
    <nav className="shell-bottom" aria-label={t("menu")}>
      {menu.filter((entry) => entry.phone).map((entry) => <Tab key={entry.to} entry={entry} />)}
      <button type="button" className="shell-tab" aria-expanded={open} onClick={() => setOpen(true)}>
        <EllipsisOutlined aria-hidden />
        <span>{t("more")}</span>
      </button>
      <Drawer open={open} onClose={close} placement="bottom" size="auto" title={t("more")}>
        {menu.filter((entry) => !entry.phone).map((entry) => (
          <NavLink key={entry.to} to={entry.to} className="shell-link" onClick={close}>
            <span aria-hidden>{entry.icon}</span>
            <span>{entry.label}</span>
          </NavLink>
        ))}
      </Drawer>
    </nav>
  );
}

const Tab = ({ entry }: { entry: MenuItem }) => (
  <NavLink to={entry.to} className="shell-tab">
    <Badge count={entry.count} size="small" offset={[12, 2]}><span aria-hidden>{entry.icon}</span></Badge>
    <span>{entry.label}</span>
  </NavLink>
);
