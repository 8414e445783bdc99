/** Where dialogs stand: put at the body, antd would lock its scrolling by a style without a nonce, which the policy refuses. */
export const inApp = (): HTMLElement => document.querySelector<HTMLElement>(".app") ?? document.body;
