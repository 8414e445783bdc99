import { PartitionOutlined } from "@ant-design/icons";
import type { Place } from "~/shell/places";

export const definitions: Place = {
  pages: {
    definitions: () => import("./DefinitionsPage"),
    "definitions/:process/edit": () => import("./edit/EditPage"),
    "definitions/:process/versions/:before/to/:after": () => import("./DifferencesPage"),
    "definitions/:process/publications/:publication": () => import("./PublicationPage"),
    "definitions/:process/:part?": () => import("./DefinitionPage"),
  },
  menu: { to: "/definitions", text: ["流程定义", "Definitions"], icon: <PartitionOutlined aria-hidden /> },
};
