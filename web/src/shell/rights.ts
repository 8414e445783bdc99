import { useSession } from "~/session/Session";

export type Right = "manager" | "operator" | "auditor" | "administrator" | "owner";

/** Whether who is signed in has one of these rights; none named: everybody. The API decides, this only tidies pages. */
export function useMay() {
  const { rights } = useSession();
  return (asked?: readonly Right[]) => !asked || asked.some((right) => rights.includes(right));
}
