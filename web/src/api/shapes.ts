import type { Person, Words } from "./schema";

export interface DemonstrationAccount {
  user_name: string;
  person: Person;
  said: Words;
}

export interface WaysIn {
  password: boolean;
  oidc: string | null;
  demonstration: { password: string; accounts: DemonstrationAccount[] } | null;
}

export interface SessionNow {
  person: Person;
  roles: string[];
  is_manager: boolean;
  owns: string[];
  must_change_password: boolean;
  demonstration: boolean;
  csrf: string;
}
