import type { Session } from "~/api/shapes";

export function SignInPage({ session }: { session: Session | null }) { return session ? null : null; }
