import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Empty } from "~/parts/Empty";
import { Loading } from "~/parts/Loading";
import { ProblemNote } from "~/parts/ProblemNote";

interface AskedProps<T> {
  query: Pick<UseQueryResult<T>, "data" | "error" | "refetch">;
  /** What stands there when there is nothing. */
  empty?: (data: T) => string | false;
  children: (data: T) => ReactNode;
}

/** What a question to the API has come to: still asking, wrong, nothing there, or the answer. One that has come stays,
 * with what is being written in it, when asking again goes wrong. */
export function Asked<T>({ query: { data, error, refetch }, empty, children }: AskedProps<T>) {
  if (data === undefined) return error ? <ProblemNote error={error} again={() => void refetch()} /> : <Loading />;
  const said = empty?.(data);
  return said ? <Empty text={said} /> : <>{children(data)}</>;
}
