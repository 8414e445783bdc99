import { BellOutlined } from "@ant-design/icons";
import type { Place } from "~/shell/places";

export const notices: Place = {
  pages: { "notices/:part?": () => import("./NoticesPage") },
  menu: { to: "/notices", text: ["通知", "Notices"], icon: <BellOutlined aria-hidden />, badge: (counts) => counts.notices_unread },
};
