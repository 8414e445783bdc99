import type { QueryClient } from "@tanstack/react-query";

const LISTS = ["tasks", "counts", "cases", "notices", "stuck"];

/** Ask again for lists, counts and all of these cases; the first words of a query's key say what it is about. */
export function refresh(client: QueryClient, cases: Iterable<string>) {
  const keys = [...LISTS.map((list) => [list]), ...[...cases].flatMap((id) => [["case", id], ["task", id]])];
  for (const queryKey of keys) void client.invalidateQueries({ queryKey });
}
