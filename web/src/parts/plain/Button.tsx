import type { ComponentProps, ReactNode } from "react";
import "virtual:antd/Button-Button.css";

/** How antd names what a type of button looks like: its colour and its variant. */
const LOOKS = {
  default: ["default", "outlined"],
  primary: ["primary", "solid"],
  dashed: ["default", "dashed"],
  text: ["default", "text"],
  link: ["link", "link"],
} as const;

export interface ButtonProps extends Omit<ComponentProps<"button">, "type"> {
  type?: keyof typeof LOOKS;
  size?: "small";
  danger?: boolean;
  block?: boolean;
  icon?: ReactNode;
}

/** A button as antd's, of which it has the styles, without its code: for what is shown first. */
export function Button({ type = "default", size, danger, block, icon, className, children, ...rest }: ButtonProps) {
  const [colour, variant] = LOOKS[type];
  const bare = children === undefined;
  const names = [
    `ant-btn ours ant-btn-${type} ant-btn-variant-${variant}`,
    danger ? "ant-btn-dangerous ant-btn-color-dangerous" : `ant-btn-color-${colour}`,
    size && "ant-btn-sm",
    block && "ant-btn-block",
    bare && "ant-btn-icon-only",
    className,
  ];
  return (
    <button type="button" className={names.filter(Boolean).join(" ")} {...rest}>
      {icon && <span className="ant-btn-icon">{icon}</span>}
      {!bare && <span>{children}</span>}
    </button>
  );
}
