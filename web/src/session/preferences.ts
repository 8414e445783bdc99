import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "~/api/client";
import type { Preferences } from "~/api/schema";

const KEY = ["preferences"];

interface Preference<T> {
  value: T;
  /** It is known what is kept: only then may it be changed. */
  known: boolean;
  keep: (to: T) => void;
}

/** One thing a page keeps for somebody, by its own name, the same on every device. What others keep is left alone. */
export function usePreference<T>(name: string, first: T): Preference<T> {
  const client = useQueryClient();
  const { data } = useQuery({ queryKey: KEY, queryFn: () => api<Preferences>("/me/preferences") });
  const put = useMutation({
    mutationFn: (value: T) => api<Preferences>(`/me/preferences/kept/${name}`, { method: "PUT", body: { value }, keepalive: true }),
    onMutate: async (value) => {
      await client.cancelQueries({ queryKey: KEY });
      client.setQueryData<Preferences>(KEY, (before) => before && { ...before, kept: { ...before.kept, [name]: value } });
    },
    onError: () => client.invalidateQueries({ queryKey: KEY }),
  });
  return { value: (data?.kept?.[name] as T | undefined) ?? first, known: data !== undefined, keep: put.mutate };
}
