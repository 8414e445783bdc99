import { CheckCircleOutlined } from "@ant-design/icons";
import type { ReactNode } from "react";

/** A list with nothing in it says what that means, and what one may do. */
export const Empty = ({ text, children }: { text: string; children?: ReactNode }) => (
  <div className="empty">
    <CheckCircleOutlined aria-hidden />
    <p>{text}</p>
    {children}
  </div>
);
