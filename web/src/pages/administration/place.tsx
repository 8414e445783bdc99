import { SettingOutlined } from "@ant-design/icons";
import type { Place } from "~/shell/places";

export const administration: Place = {
  pages: { "administration": () => import("./AdministrationPage") },
  menu: { to: "/administration", text: ["管理", "Administration"], icon: <SettingOutlined />, rights: ["administrator", "operator", "auditor", "manager"] },
};
