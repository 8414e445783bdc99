import { NewPassword } from "~/pages/sign-in/NewPassword";
import { PageHead } from "~/parts/PageHead";
import { useSession } from "~/session/Session";
import { useTexts } from "~/texts/texts";
import { Card } from "./Card";
import { Sessions } from "./Sessions";
import { meTexts } from "./texts";
import { Tokens } from "./Tokens";
import "./me.css";

/** One's password, where one is signed in, and one's tokens. */
export default function MePage() {
  const t = useTexts(meTexts);
  const { has_password } = useSession();
  return (
    <div className="page me">
      <PageHead title={t("title")} />
      {has_password && <Card title={t("password")}><div className="me-form"><NewPassword own /></div></Card>}
      <Sessions />
      <Tokens />
    </div>
  );
}
