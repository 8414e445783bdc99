import type { Person } from "./schema";

export interface Session {
  person: Person;
  csrf: string;
  rights: string[];
  must_change_password: boolean;
}
