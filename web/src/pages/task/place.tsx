import type { Place } from "~/shell/places";

export const task: Place = {
  pages: { "tasks/:caseId/:task": () => import("./TaskRoute") },
};
