import { Dropdown, type DropdownProps } from "antd";
import { useState } from "react";

/** A menu that is open from the first moment. */
export default function MenuNow(props: DropdownProps) {
  const [open, setOpen] = useState(true);
  return <Dropdown trigger={["click"]} open={open} onOpenChange={setOpen} {...props} />;
}
