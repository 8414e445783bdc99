const MOST = 999;

/** How many wait there; nothing where none do. */
export const Count = ({ of }: { of: number }) =>
  of > 0 ? <span className="shell-count">{of > MOST ? `${MOST}+` : of}</span> : null;
