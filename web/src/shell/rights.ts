import type { SessionNow } from "~/api/schema";
import { useSession } from "~/session/Session";

export type Right = "manager" | "owner" | "operator" | "auditor" | "administrator";

const has = (session: SessionNow, right: Right) =>
  (right === "manager" && session.is_manager) ||
  (right === "owner" && session.owns.length > 0) ||
  session.roles.includes(right);

/** Whether who is signed in has one of these rights; none named: everybody. The API decides, this only tidies pages. */
export function useMay() {
  const session = useSession();
  return (asked?: readonly Right[]) => !asked || asked.some((right) => has(session, right));
}
