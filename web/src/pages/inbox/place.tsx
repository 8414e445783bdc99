import { InboxOutlined } from "@ant-design/icons";
import type { Place } from "~/shell/places";

export const inbox: Place = {
  pages: { "inbox/:list?": () => import("./InboxPage") },
  menu: { to: "/inbox", text: ["待办", "Tasks"], icon: <InboxOutlined />, phone: true, badge: (counts) => counts.badge },
};
