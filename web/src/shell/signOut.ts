import { useQueryClient } from "@tanstack/react-query";
import { useOutbox } from "~/api/Acts";
import { api } from "~/api/client";
import { SIGNED } from "~/session/Session";

/** Sign out, in every window; what waits to be sent is sent first. */
export function useSignOut() {
  const client = useQueryClient();
  const outbox = useOutbox();
  return async () => {
    await outbox.flush();
    await api("/session", { method: "DELETE" }).catch(() => {}); // Whoever is signed in still sees so on the next page.
    localStorage.removeItem(SIGNED);
    client.clear();
    window.location.assign("/");
  };
}
