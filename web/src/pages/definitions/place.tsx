import { PartitionOutlined } from "@ant-design/icons";
import type { Place } from "~/shell/places";

export const definitions: Place = {
  pages: { "definitions": () => import("./DefinitionsPage") },
  menu: { to: "/definitions", text: ["流程定义", "Definitions"], icon: <PartitionOutlined /> },
};
