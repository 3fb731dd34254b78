import { Link, Text } from "react-email";
import { Letter } from "./letter";
import type { Mails } from "./mails";
import type { Words } from "./words";

export type RequestEscalatedProps = { words: Words; data: Mails["request_escalated"] };

/** A promise to a client was not kept, and somebody else is asked to see to it. */
export default function RequestEscalated({ words, data }: RequestEscalatedProps) {
  const { t, caseUrl } = words;
  const { name, refNo, subject, promise, caseId } = data;
  return (
    <Letter words={words} title={t("escalated.title")} name={name}>
      <Text style={{ fontSize: "14px", margin: "0 0 8px" }}>
        {t(`escalated.${promise}`, { refNo, subject })}
      </Text>
      <Text style={{ fontSize: "14px", margin: "0 0 12px" }}>{t("escalated.task")}</Text>
      <Link href={caseUrl(caseId)} style={{ fontSize: "14px" }}>
        {t("open")}
      </Link>
    </Letter>
  );
}
