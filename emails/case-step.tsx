import { Link, Text } from "react-email";
import { Letter } from "./letter";
import type { Mails } from "./mails";
import type { Words } from "./words";

export type CaseStepProps = { words: Words; data: Mails["case_step"] };

const line = { fontSize: "14px", margin: "0 0 8px" };

/** A case came to rest in a state in which it is the reader's turn, or is done. */
export default function CaseStep({ words, data }: CaseStepProps) {
  const { t, day, caseUrl } = words;
  const { name, refNo, title, category, state, byName, note, dueOn, caseId } = data;
  return (
    <Letter words={words} title={t("caseStep.title", { category, refNo })} name={name}>
      <Text style={line}>{t("caseStep.text", { title, state })}</Text>
      {byName ? <Text style={line}>{t("caseStep.by", { byName })}</Text> : null}
      {note ? <Text style={line}>{t("caseStep.note", { note })}</Text> : null}
      {dueOn ? <Text style={line}>{t("caseStep.due", { day: day(dueOn) })}</Text> : null}
      <Link href={caseUrl(caseId)} style={{ fontSize: "14px" }}>
        {t("open")}
      </Link>
    </Letter>
  );
}
