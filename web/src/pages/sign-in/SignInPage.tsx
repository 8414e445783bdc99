import { Button } from "antd";
import { useEffect } from "react";
import type { SessionNow } from "~/api/schema";
import { useLanguage, useTexts } from "~/texts/texts";
import { useLanguageSwitch } from "~/texts/Language";
import { NewPassword } from "./NewPassword";
import "./sign-in.css";
import { signInTexts } from "./texts";
import { WaysToSignIn } from "./WaysToSignIn";

/** Signs somebody in, at the address they came for; a first password is changed before anything else. */
export default function SignInPage({ session }: { session: SessionNow | null }) {
  const t = useTexts(signInTexts);
  const language = useLanguage();
  const choose = useLanguageSwitch();
  const title = t(session ? "change" : "title");
  useEffect(() => void (document.title = title), [title]);
  return (
    <main className="sign-in">
      <div className="sign-in-card">
        <div className="sign-in-head">
          <img src="/icon.svg" alt="" width={40} height={40} />
          <h1>{title}</h1>
          <Button type="text" lang={language === "zh" ? "en" : "zh-CN"} onClick={() => choose(language === "zh" ? "en" : "zh")}>
            {t("otherLanguage")}
          </Button>
        </div>
        {session ? <NewPassword /> : <WaysToSignIn />}
      </div>
    </main>
  );
}
