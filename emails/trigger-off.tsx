import { Link, Text } from "react-email";
import { Letter } from "./letter";
import type { Mails } from "./mails";
import type { Words } from "./words";

export type TriggerOffProps = { words: Words; data: Mails["trigger_off"] };

export default function TriggerOff({ words, data }: TriggerOffProps) {
  const { t, day, triggersUrl } = words;
  const { name, endpoint, since } = data;
  return (
    <Letter words={words} title={t("triggerOff.title")} name={name}>
      <Text style={{ fontSize: "14px", margin: "0 0 8px" }}>
        {t("triggerOff.text", { endpoint, day: day(since.slice(0, 10)) })}
      </Text>
      <Text style={{ fontSize: "14px", margin: "0 0 12px" }}>{t("triggerOff.task")}</Text>
      <Link href={triggersUrl} style={{ fontSize: "14px" }}>
        {t("triggerOff.open")}
      </Link>
    </Letter>
  );
}
