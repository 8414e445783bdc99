import type { ReactNode } from "react";
import "virtual:antd/Tag-Tag.css";

/** A tag as antd's, of which it has the styles, without its code: for what is shown first. */
export const Tag = ({ className = "", children }: { className?: string; children: ReactNode }) => (
  <span className={`ant-tag ant-tag-filled ours ${className}`}>{children}</span>
);
