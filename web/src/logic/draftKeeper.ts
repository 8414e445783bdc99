import type { Kept, Written } from "./drafts";

export type DraftStanding = "none" | "changed" | "kept" | "failed";

interface Draft {
  /** Keeps it on the server, and says when that was. `leaving`: the page goes away. */
  put(written: Written, leaving: boolean): Promise<{ at: string }>;
  /** Where this browser keeps it. */
  shelf: { write(kept: Kept): void; drop(): void };
  first: Written;
  /** When the server's draft was made that it begins from; null: there is none. */
  base: string | null;
  isUnsent: boolean;
  pause: number;
}

/**
 * Keeps what somebody fills in: in this browser at once, on the server after a pause, one after the other, so that
 * nothing older ever comes last. What the server has not taken goes with the next change, or when one is back.
 */
export class DraftKeeper {
  private now: string;
  private sent: string | null;
  private base: string | null;
  private isOver = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private sending: Promise<void> | null = null;
  private told: DraftStanding = "none";
  private listeners = new Set<() => void>();

  constructor(private readonly draft: Draft) {
    this.now = JSON.stringify(draft.first);
    this.sent = draft.isUnsent ? null : this.now;
    this.base = draft.base;
    if (draft.isUnsent) this.later();
  }

  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  standing = (): DraftStanding => this.told;

  /** Keep what stands in the form now. */
  keep(written: Written) {
    const said = JSON.stringify(written);
    if (this.isOver || said === this.now) return;
    this.now = said;
    this.shelve();
    this.stand("changed");
    this.later();
  }

  /** Try again what the server has not taken: the connection is back. */
  retry() {
    if (this.waits()) this.later();
  }

  /** The page is left: what the server does not have yet goes at once. */
  leave() {
    clearTimeout(this.timer);
    if (this.waits()) void this.put(true);
  }

  /** It is handed in, or thrown away: nothing of it is sent any more, and what was sent has arrived. */
  async stop(): Promise<void> {
    this.isOver = true;
    clearTimeout(this.timer);
    await this.sending;
  }

  /** It was not taken: go on keeping it. */
  goOn() {
    this.isOver = false;
    this.retry();
  }

  /** It is of no use any more. */
  forget() {
    this.isOver = true;
    clearTimeout(this.timer);
    this.draft.shelf.drop();
  }

  private waits = () => !this.isOver && this.now !== this.sent;

  private later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), this.draft.pause);
  }

  private send() {
    if (this.sending || !this.waits()) return;
    const said = this.now;
    this.sending = this.put(false).finally(() => {
      this.sending = null;
      if (this.now !== said) this.retry();
    });
  }

  private async put(leaving: boolean) {
    const said = this.now;
    try {
      const { at } = await this.draft.put(JSON.parse(said) as Written, leaving);
      this.base = at;
      this.sent = said;
      if (!this.isOver) this.shelve();
      this.stand(said === this.now ? "kept" : "changed");
    } catch {
      this.stand("failed");
    }
  }

  private shelve() {
    this.draft.shelf.write({ at: new Date().toISOString(), base: this.base, ...(JSON.parse(this.now) as Written) });
  }

  private stand(standing: DraftStanding) {
    this.told = standing;
    for (const listener of this.listeners) listener();
  }
}
