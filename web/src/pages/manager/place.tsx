import { DashboardOutlined } from "@ant-design/icons";
import type { Place } from "~/shell/places";

export const manager: Place = {
  pages: { "manager": () => import("./ManagerPage"), "manager/cases/:caseId": () => import("./CardPage") },
  menu: { to: "/manager", text: ["卡点", "Stuck"], icon: <DashboardOutlined aria-hidden />, rights: ["manager", "operator", "auditor", "owner"] },
};
