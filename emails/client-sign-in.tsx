import { Link, Text } from "react-email";
import { Letter } from "./letter";
import type { Mails } from "./mails";
import type { Words } from "./words";

export type ClientSignInProps = { words: Words; data: Mails["client_sign_in"] };

export default function ClientSignIn({ words, data }: ClientSignInProps) {
  const { t, urlOf } = words;
  const { sender, minutes, path = "" } = data;
  return (
    <Letter words={words} title={t("signIn.title", { sender })} isToClient>
      <Text style={{ fontSize: "14px", margin: "0 0 12px" }}>{t("signIn.text", { minutes })}</Text>
      <Link href={urlOf(path)} style={{ fontSize: "14px" }}>
        {t("signIn.open")}
      </Link>
      <Text style={{ fontSize: "14px", margin: "12px 0 0" }}>{t("signIn.notYou")}</Text>
    </Letter>
  );
}
