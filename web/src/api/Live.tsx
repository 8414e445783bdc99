import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { useOutbox } from "./Acts";
import { addressOf, api } from "./client";
import { refresh } from "./refresh";
import type { Changes } from "./schema";

const Connected = createContext(true);
const QUIET = 400;
const AGAIN = 5_000;

/** Whether news come from the server; false is shown, because lists may then be old. */
export const useConnected = () => useContext(Connected);

/** Lists and pages follow the server; a burst of news asks once. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const outbox = useOutbox();
  const [connected, setConnected] = useState(true);
  useEffect(
    () =>
      listen(
        (cases) => refresh(client, cases),
        (is) => {
          setConnected(is);
          if (is) outbox.retry();
        },
      ),
    [client, outbox],
  );
  return <Connected value={connected}>{children}</Connected>;
}

/** Tell of the cases that changed. */
function listen(tell: (cases: Set<string>) => void, connected: (is: boolean) => void) {
  let source: EventSource;
  let again: ReturnType<typeof setTimeout>;
  let soon: ReturnType<typeof setTimeout> | undefined;
  let heard = new Set<string>();
  let lost = false;

  const hear = (event: MessageEvent<string>) => {
    heard.add((JSON.parse(event.data) as Changes).case_id);
    soon ??= setTimeout(() => {
      soon = undefined;
      tell(heard);
      heard = new Set();
    }, QUIET);
  };
  const open = () => {
    source = new EventSource(addressOf("/events"));
    source.onopen = () => {
      connected(true);
      // What changed meanwhile was told to nobody.
      if (lost) tell(new Set());
      lost = false;
    };
    source.addEventListener("changed", hear);
    source.onerror = () => {
      lost = true;
      connected(false);
      // A browser tries again by itself unless the answer was a refusal; whose session has ended is told so by asking.
      if (source.readyState !== EventSource.CLOSED) return;
      again = setTimeout(open, AGAIN);
      void api("/session").catch(() => {});
    };
  };
  open();
  return () => {
    source.close();
    clearTimeout(again);
    clearTimeout(soon);
  };
}
