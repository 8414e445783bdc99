import { EllipsisOutlined } from "@ant-design/icons";
import { Suspense, useState } from "react";
import { NavLink } from "react-router";
import { useTexts } from "~/texts/texts";
import { Count } from "./Count";
import { later } from "./later";
import { type MenuItem, useMenu } from "./menu";
import { shellTexts } from "./texts";

const MoreDrawer = later(() => import("./MoreDrawer"));

/** The menu of a phone, at the thumb: four rooms, the others behind "more". */
export function BottomBar() {
  const t = useTexts(shellTexts);
  const [open, setOpen] = useState(false);
  const menu = useMenu();
  return (
    <nav className="shell-bottom" aria-label={t("menu")}>
      {menu.filter((entry) => entry.phone).map((entry) => <Tab key={entry.to} entry={entry} />)}
      <button type="button" className="shell-tab" aria-expanded={open} onClick={() => setOpen(true)}>
        <EllipsisOutlined aria-hidden />
        <span>{t("more")}</span>
      </button>
      {open && (
        <Suspense>
          <MoreDrawer entries={menu.filter((entry) => !entry.phone)} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </nav>
  );
}

const Tab = ({ entry }: { entry: MenuItem }) => (
  <NavLink to={entry.to} className="shell-tab">
    <span className="shell-sign"><span aria-hidden>{entry.icon}</span><Count of={entry.count} /></span>
    <span>{entry.label}</span>
  </NavLink>
);
