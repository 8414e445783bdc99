import type { ComponentType, ReactNode } from "react";
import { administration } from "~/pages/administration/place";
import { caseOf } from "~/pages/case/place";
import { cases } from "~/pages/cases/place";
import { definitions } from "~/pages/definitions/place";
import { inbox } from "~/pages/inbox/place";
import { manager } from "~/pages/manager/place";
import { me } from "~/pages/me/place";
import { notices } from "~/pages/notices/place";
import { start } from "~/pages/start/place";
import { task } from "~/pages/task/place";
import type { TaskCounts } from "~/api/schema";
import type { Right } from "./rights";

export type Page = { here: ComponentType } | (() => Promise<{ default: ComponentType }>);

/** A room of the house: its addresses, and how one gets there. */
export interface Place {
  /** Addresses, as react-router writes them, to the pages there. A page that is loaded when it is opened is a promise. */
  pages: Record<string, Page>;
  menu?: MenuEntry;
}

export interface MenuEntry {
  to: string;
  text: readonly [zh: string, en: string];
  icon: ReactNode;
  /** Stands in the bottom bar of a phone; the others stand behind "more". */
  phone?: boolean;
  badge?: (counts: TaskCounts) => number;
  /** Only who has one of these rights sees it. */
  rights?: Right[];
}

/** All rooms, in the order of the menu. */
export const PLACES: Place[] = [inbox, start, cases, manager, definitions, administration, notices, me, task, caseOf];
