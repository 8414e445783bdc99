import { createContext, useContext } from "react";
import type { Problems } from "~/logic/forms";

/** What is wrong with the form, for the cells of its tables. */
export const ProblemsHere = createContext<Problems>({});

export const useProblem = (path: string) => useContext(ProblemsHere)[path];
