import { useSyncExternalStore } from "react";

let count = 0;
const listeners = new Set<() => void>();

function change(by: number) {
  count += by;
  for (const listener of listeners) listener();
}

/** Files are on their way to the server as long as this takes. */
export async function onTheWay<T>(send: () => Promise<T>): Promise<T> {
  change(1);
  try {
    return await send();
  } finally {
    change(-1);
  }
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** Whether files are on their way: nothing is handed in without those that were chosen for it. */
export const useUploading = () => useSyncExternalStore(subscribe, () => count > 0);
