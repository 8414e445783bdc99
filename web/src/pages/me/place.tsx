import { UserOutlined } from "@ant-design/icons";
import type { Place } from "~/shell/places";

export const me: Place = {
  pages: { "me": () => import("./MePage") },
  menu: { to: "/me", text: ["我的设置", "My settings"], icon: <UserOutlined aria-hidden /> },
};
