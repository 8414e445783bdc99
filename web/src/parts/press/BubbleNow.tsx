import { Popover } from "antd";
import { type ReactElement, type ReactNode, useState } from "react";

/** A bubble that is open from the first moment. */
export default function BubbleNow({ content, children }: { content: ReactNode; children: ReactElement }) {
  const [open, setOpen] = useState(true);
  return <Popover open={open} onOpenChange={setOpen} trigger="click" content={content}>{children}</Popover>;
}
