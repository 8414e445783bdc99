import { SettingOutlined } from "@ant-design/icons";
import type { Place } from "~/shell/places";

export const administration: Place = {
  pages: {
    "administration/people/:person": () => import("./PersonPage"),
    "administration/hand-overs/:number": () => import("./HandOverPage"),
    "administration/:part?": () => import("./AdministrationPage"),
  },
  menu: { to: "/administration", text: ["人员与管理", "People & settings"], icon: <SettingOutlined aria-hidden /> },
};
