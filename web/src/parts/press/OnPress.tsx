import { type MenuProps } from "antd";
import { type ReactElement, type ReactNode, Suspense, useState } from "react";
import { Button, type ButtonProps } from "~/parts/plain/Button";
import { later } from "~/shell/later";

const BubbleNow = later(() => import("./BubbleNow"));
const MenuNow = later(() => import("./MenuNow"));

interface BubbleProps {
  content: ReactNode;
  className?: string;
  children: ReactNode;
}

/** Words one may press for more of them. */
export function Bubble({ content, ...rest }: BubbleProps) {
  return (
    <OnPress
      idle={(press) => <button type="button" onClick={press} {...rest} />}
      pressed={<BubbleNow content={content}><button type="button" autoFocus {...rest} /></BubbleNow>}
    />
  );
}

interface MenuButtonProps extends Omit<ButtonProps, "onClick"> {
  menu: MenuProps;
  placement?: "topRight";
}

/** A button with a menu. */
export function MenuButton({ menu, placement, ...rest }: MenuButtonProps) {
  return (
    <OnPress
      idle={(press) => <Button aria-haspopup="menu" onClick={press} {...rest} />}
      pressed={<MenuNow menu={menu} {...(placement && { placement })}><Button aria-haspopup="menu" autoFocus {...rest} /></MenuNow>}
    />
  );
}

/** What opens is made when it is pressed for the first time: most never are, and there are many on a page. */
function OnPress({ idle, pressed }: { idle: (press: () => void) => ReactElement; pressed: ReactElement }) {
  const [isPressed, setPressed] = useState(false);
  const button = idle(() => setPressed(true));
  return isPressed ? <Suspense fallback={button}>{pressed}</Suspense> : button;
}
