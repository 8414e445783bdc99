import { PlusCircleOutlined } from "@ant-design/icons";
import type { Place } from "~/shell/places";

export const start: Place = {
  pages: { "start": () => import("./StartPage"), "start/:process/:start": () => import("./StartFormPage") },
  menu: { to: "/start", text: ["开始申请", "Start"], icon: <PlusCircleOutlined aria-hidden />, phone: true },
};
