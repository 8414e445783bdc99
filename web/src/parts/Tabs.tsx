import { type ReactNode, useEffect, useRef } from "react";
import { Link } from "react-router";
import { useNarrow } from "~/shell/narrow";
import "./tabs.css";

export interface Tab {
  id: string;
  to: string;
  text: ReactNode;
  /** How many there are to look at. */
  count?: number | null | undefined;
}

/** Parts of a page side by side. Where there is no room they are moved by a finger, and the open one is in sight. */
export function Tabs({ label, current, tabs }: { label: string; current: string; tabs: readonly Tab[] }) {
  const open = useRef<HTMLAnchorElement>(null);
  const narrow = useNarrow();
  useEffect(() => void open.current?.scrollIntoView({ block: "nearest", inline: "center" }), [current, narrow]);
  return (
    <nav className="tabs" aria-label={label}>
      {tabs.map(({ id, to, text, count }) => (
        <Link
          key={id}
          to={to}
          ref={id === current ? open : undefined}
          className={id === current ? "tab active" : "tab"}
          aria-current={id === current ? "page" : undefined}
        >
          {text} {count ? <span className="tab-count">{count}</span> : null}
        </Link>
      ))}
    </nav>
  );
}
