import { Link, Text } from "react-email";
import { Letter } from "./letter";
import type { Mails } from "./mails";
import type { Words } from "./words";

export type RequestAnsweredProps = { words: Words; data: Mails["request_answered"] };

/** The answer itself stays behind the sign-in: a mailbox may be read by others. */
export default function RequestAnswered({ words, data }: RequestAnsweredProps) {
  const { t, urlOf } = words;
  const { refNo, subject, path } = data;
  return (
    <Letter words={words} title={t("answered.title")} isToClient>
      <Text style={{ fontSize: "14px", margin: "0 0 12px" }}>
        {t("answered.text", { refNo, subject })}
      </Text>
      <Link href={urlOf(path)} style={{ fontSize: "14px" }}>
        {t("answered.open")}
      </Link>
    </Letter>
  );
}
