import { InboxOutlined } from "@ant-design/icons";
import type { Place } from "~/shell/places";
import InboxPage from "./InboxPage";

export const inbox: Place = {
  pages: { "inbox/:list?": { here: InboxPage } },
  menu: { to: "/inbox", text: ["待办", "Tasks"], icon: <InboxOutlined aria-hidden />, phone: true, badge: (counts) => counts.badge },
};
