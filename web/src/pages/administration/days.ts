/** From the first to the last day; without a last one until further notice. */
export const daysOf = (first: string, last: string | null) => (last === first ? first : `${first} – ${last ?? "…"}`);
