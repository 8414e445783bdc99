import { Suspense } from "react";
import { NavLink, Outlet, useNavigation } from "react-router";
import { useConnected } from "~/api/Live";
import { Loading } from "~/parts/Loading";
import { Alert } from "~/parts/plain/Alert";
import { Button } from "~/parts/plain/Button";
import { MenuButton } from "~/parts/press/OnPress";
import { useSession } from "~/session/Session";
import { useLanguage, useTexts, useWords } from "~/texts/texts";
import { useLanguageSwitch } from "~/texts/Language";
import { BottomBar } from "./BottomBar";
import { Count } from "./Count";
import { useMenu } from "./menu";
import { useNarrow } from "./narrow";
import { SendingBar } from "./SendingBar";
import { shellTexts } from "./texts";
import { useSignOut } from "./signOut";
import "./shell.css";

/** The frame around every page: top bar, menu, what is being sent. */
export function Shell() {
  const t = useTexts(shellTexts);
  const narrow = useNarrow();
  const moving = useNavigation().state !== "idle";
  return (
    <div className="shell">
      <a className="shell-skip" href="#content">{t("skip")}</a>
      <TopBar />
      <ConnectionNote />
      <div className="shell-body">
        {!narrow && <SideMenu />}
        <main id="content" tabIndex={-1} aria-busy={moving}>
          <Suspense fallback={<Loading whole />}>
            <Outlet />
          </Suspense>
        </main>
      </div>
      <SendingBar />
      {narrow && <BottomBar />}
    </div>
  );
}

function TopBar() {
  const t = useTexts(shellTexts);
  const words = useWords();
  const language = useLanguage();
  const choose = useLanguageSwitch();
  const signOut = useSignOut();
  const name = words(useSession().person.name);
  return (
    <header className="shell-top">
      <NavLink to="/" className="shell-product"><img src="/icon.svg" alt="" width={26} height={26} />{t("product")}</NavLink>
      <span className="shell-spring" />
      <Button type="text" lang={language === "zh" ? "en" : "zh-CN"} onClick={() => choose(language === "zh" ? "en" : "zh")}>
        {t("otherLanguage")}
      </Button>
      <MenuButton
        type="text"
        className="shell-name"
        title={name}
        aria-label={t("account", { name })}
        menu={{ items: [{ key: "out", label: t("signOut"), onClick: signOut }] }}
      >
        {name}
      </MenuButton>
    </header>
  );
}

function ConnectionNote() {
  const t = useTexts(shellTexts);
  return useConnected() ? null : <Alert banner type="warning" role="status" title={t("offline")} />;
}

function SideMenu() {
  const t = useTexts(shellTexts);
  return (
    <nav className="shell-side" aria-label={t("menu")}>
      {useMenu().map((entry) => (
        <NavLink key={entry.to} to={entry.to} className="shell-link">
          <span aria-hidden>{entry.icon}</span>
          <span>{entry.label}</span>
          <Count of={entry.count} />
        </NavLink>
      ))}
    </nav>
  );
}
