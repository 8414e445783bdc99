import type { Place } from "~/shell/places";

export const caseOf: Place = {
  pages: { "cases/:caseId": () => import("./CasePage") },
};
