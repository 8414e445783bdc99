import { useQuery, useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, Suspense, useContext, useEffect } from "react";
import { ActsProvider } from "~/api/Acts";
import { api, firstAnswer, onSignedOut, setCsrf } from "~/api/client";
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

async function askSession(): Promise<SessionNow | null> {
  try {
    return begun(await api<SessionNow>("/session"));
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
  return session;
}

/** Shows the pages to who is signed in, and the sign-in page, at the same address, to everybody else. */
export function SessionGate({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const { data: session, error, isPending } = useQuery({ queryKey: ["session"], queryFn: askSession, initialData: firstSession, staleTime: Infinity });
  useEffect(() => onSignedOut(() => client.setQueryData(["session"], null)), [client]);
  if (isPending) return <Loading whole />;
  if (error) return <ProblemNote error={error} />;
  if (!session || session.must_change_password) return <Suspense fallback={<Loading whole />}><SignInPage session={session} /></Suspense>;
  return (
    <Signed value={session}>
      <ActsProvider person={session.person.id}>
        <LiveProvider>{children}</LiveProvider>
      </ActsProvider>
    </Signed>
  );
}
