import { type QueryClient, useQuery, useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, Suspense, useContext, useEffect } from "react";
import { ActsProvider } from "~/api/Acts";
import { api, firstAnswer, onSignedOut, setCsrf, setRenewing } from "~/api/client";
import { LiveProvider } from "~/api/Live";
import { Problem } from "~/api/problem";
import type { SessionNow } from "~/api/schema";
import { keepToZone } from "~/logic/clock";
import { Loading } from "~/parts/Loading";
import { ProblemNote } from "~/parts/ProblemNote";
import { lazily } from "~/shell/later";

const SignInPage = lazily(() => import("~/pages/sign-in/SignInPage"));
const Signed = createContext<SessionNow | null>(null);

/** Who is signed in. */
export function useSession(): SessionNow {
  const session = useContext(Signed);
  if (!session) throw new Error("useSession stands inside SessionGate");
  return session;
}

const KEY = ["session"];
/** Under this name every window of this browser knows who is signed in. */
export const SIGNED = "banjie.signed";

async function whoIsSignedIn(): Promise<SessionNow | null> {
  try {
    return await api<SessionNow>("/session");
  } catch (error) {
    if (error instanceof Problem && error.status === 401) return null;
    throw error;
  }
}

/** The page came with the session, or with the word that nobody is signed in; else it is asked for. */
function firstSession() {
  const session = firstAnswer<SessionNow | null>("/session");
  return session && begun(session);
}

function begun(session: SessionNow): SessionNow {
  setCsrf(session.csrf);
  keepToZone(session.zone);
  localStorage.setItem(SIGNED, session.person.id);
  return session;
}

async function askSession() {
  const session = await whoIsSignedIn();
  return session && begun(session);
}

/** Another session stands behind this page. Whether it is of the same person; somebody else begins with a page of theirs. */
async function renew(client: QueryClient): Promise<boolean> {
  const before = client.getQueryData<SessionNow | null>(KEY);
  const session = await whoIsSignedIn();
  if (session && before && session.person.id !== before.person.id) {
    window.location.reload();
    return false;
  }
  client.setQueryData(KEY, session && begun(session));
  return session !== null;
}

/** Follows who is signed in: it ends, or becomes another one in another window. */
function useFollowing(client: QueryClient, nobody: boolean) {
  useEffect(() => onSignedOut(() => client.setQueryData(KEY, null)), [client]);
  useEffect(() => {
    setRenewing(() => renew(client));
    const elsewhere = ({ key }: StorageEvent) => void (key === SIGNED && renew(client).catch(() => {}));
    window.addEventListener("storage", elsewhere);
    return () => window.removeEventListener("storage", elsewhere);
  }, [client]);
  // Whoever comes next sees nothing of what was asked for before.
  useEffect(() => {
    if (nobody) client.removeQueries({ type: "inactive" });
  }, [client, nobody]);
}

/** Shows the pages to who is signed in, and the sign-in page, at the same address, to everybody else. */
export function SessionGate({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const { data: session, error, isPending, refetch } = useQuery({ queryKey: KEY, queryFn: askSession, initialData: firstSession, staleTime: Infinity });
  useFollowing(client, session === null);
  if (isPending) return <Loading whole />;
  if (error && !session) return <ProblemNote error={error} again={() => void refetch()} />;
  if (!session || session.must_change_password) return <Suspense fallback={<Loading whole />}><SignInPage session={session} /></Suspense>;
  return (
    <Signed value={session}>
      <ActsProvider person={session.person.id}>
        <LiveProvider>{children}</LiveProvider>
      </ActsProvider>
    </Signed>
  );
}
