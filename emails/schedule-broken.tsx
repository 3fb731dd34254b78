import { Link, Text } from "react-email";
import { Letter } from "./letter";
import type { Mails } from "./mails";
import type { Words } from "./words";

export type ScheduleBrokenProps = { words: Words; data: Mails["schedule_broken"] };

export default function ScheduleBroken({ words, data }: ScheduleBrokenProps) {
  const { t, money, day, caseUrl } = words;
  const { name, refNo, debtorName, position, count, dueOn, openMinor, currency, caseId } = data;
  const amount = money({ amountMinor: openMinor, currency });
  return (
    <Letter words={words} title={t("scheduleBroken.title")} name={name}>
      <Text style={{ fontSize: "14px", margin: "0 0 8px" }}>
        {t("scheduleBroken.text", { refNo, debtorName, position, count, day: day(dueOn), amount })}
      </Text>
      <Text style={{ fontSize: "14px", margin: "0 0 12px" }}>{t("scheduleBroken.task")}</Text>
      <Link href={caseUrl(caseId)} style={{ fontSize: "14px" }}>
        {t("open")}
      </Link>
    </Letter>
  );
}
