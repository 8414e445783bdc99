import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "~/api/client";
import type { Preferences } from "~/api/schema";

const KEY = ["preferences"];

/** What somebody has chosen for their pages, the same on every device. */
const usePreferences = () =>
  useQuery({ queryKey: KEY, queryFn: () => api<Preferences>("/me/preferences"), staleTime: Infinity }).data;

/** One thing a page keeps for somebody, by its own name. */
export function usePreference<T>(name: string, first: T): [T, (to: T) => void] {
  const client = useQueryClient();
  const preferences = usePreferences();
  const put = useMutation({
    mutationFn: (chosen: Preferences) => api<Preferences>("/me/preferences", { method: "PUT", body: chosen }),
    onMutate: (chosen) => client.setQueryData<Preferences>(KEY, chosen),
    onError: () => client.invalidateQueries({ queryKey: KEY }),
  });
  const keep = (to: T) => preferences && put.mutate({ ...preferences, kept: { ...preferences.kept, [name]: to } });
  return [(preferences?.kept?.[name] as T | undefined) ?? first, keep];
}
