import { FolderOutlined } from "@ant-design/icons";
import type { Place } from "~/shell/places";

export const cases: Place = {
  pages: { "cases": () => import("./CasesPage") },
  menu: { to: "/cases", text: ["我的流程", "My cases"], icon: <FolderOutlined aria-hidden />, phone: true },
};
