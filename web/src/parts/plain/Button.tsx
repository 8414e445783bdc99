import type { ComponentProps, ReactNode } from "react";
import { Link } from "react-router";
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

const namesOf = (type: keyof typeof LOOKS, danger = false) => {
  const [colour, variant] = LOOKS[type];
  return `ant-btn ours ant-btn-${type} ant-btn-variant-${variant} ${danger ? "ant-btn-dangerous ant-btn-color-dangerous" : `ant-btn-color-${colour}`}`;
};

/** A button as antd's, of which it has the styles, without its code: for what is shown first. */
export function Button({ type = "default", size, danger, block, icon, className, children, ...rest }: ButtonProps) {
  const bare = children === undefined;
  const names = [namesOf(type, danger), size && "ant-btn-sm", block && "ant-btn-block", bare && "ant-btn-icon-only", className];
  return (
    <button type="button" className={names.filter(Boolean).join(" ")} {...rest}>
      {icon && <span className="ant-btn-icon">{icon}</span>}
      {!bare && <span>{children}</span>}
    </button>
  );
}

interface ButtonLinkProps {
  to: string;
  type?: keyof typeof LOOKS;
  children: ReactNode;
}

/** A way to another page that looks like a button. */
export const ButtonLink = ({ to, type = "default", children }: ButtonLinkProps) => (
  <Link to={to} className={namesOf(type)}><span>{children}</span></Link>
);
