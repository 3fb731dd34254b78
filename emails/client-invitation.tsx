import { Link, Text } from "react-email";
import { Letter } from "./letter";
import type { Mails } from "./mails";
import type { Words } from "./words";

export type ClientInvitationProps = { words: Words; data: Mails["client_invitation"] };

export default function ClientInvitation({ words, data }: ClientInvitationProps) {
  const { t, day, urlOf } = words;
  const { sender, until, path = "" } = data;
  return (
    <Letter words={words} title={t("invitation.title", { sender })} isToClient>
      <Text style={{ fontSize: "14px", margin: "0 0 8px" }}>{t("invitation.text")}</Text>
      <Text style={{ fontSize: "14px", margin: "0 0 12px" }}>
        {t("invitation.need", { day: day(until) })}
      </Text>
      <Link href={urlOf(path)} style={{ fontSize: "14px" }}>
        {t("invitation.open")}
      </Link>
    </Letter>
  );
}
