import { Suspense } from "react";
import { later } from "~/shell/later";

const KeyHelpDialog = later(() => import("./KeyHelpDialog"));

/** What the keys do, when somebody asks. */
export const KeyHelp = ({ open, onClose }: { open: boolean; onClose: () => void }) =>
  open && <Suspense><KeyHelpDialog onClose={onClose} /></Suspense>;
