import type { Place } from "~/shell/places";
import TaskRoute from "./TaskRoute";

export const task: Place = {
  pages: { "tasks/:caseId/:task": { here: TaskRoute } },
};
