import { Link, Text } from "react-email";
import { Letter } from "./letter";
import type { Mails } from "./mails";
import type { Words } from "./words";

export type ClientRegistrationProps = { words: Words; data: Mails["client_registration"] };

export default function ClientRegistration({ words, data }: ClientRegistrationProps) {
  const { t, urlOf } = words;
  const { sender, isKnown, path = "" } = data;
  return (
    <Letter words={words} title={t("registration.title", { sender })} isToClient>
      <Text style={{ fontSize: "14px", margin: "0 0 12px" }}>
        {t(isKnown ? "registration.known" : "registration.text")}
      </Text>
      <Link href={urlOf(path)} style={{ fontSize: "14px" }}>
        {t(isKnown ? "registration.signIn" : "registration.open")}
      </Link>
    </Letter>
  );
}
