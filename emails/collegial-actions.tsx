import { Link, Text } from "react-email";
import { Letter, quiet } from "./letter";
import type { Mails } from "./mails";
import { Table } from "./table";
import type { Words } from "./words";

type Data = Mails["collegial_actions"];
export type CollegialActionsProps = { words: Words; data: Data };

/** As many as a person reads in a mail; all of them stand in the application. */
const LISTED_MAX = 30;

/** One thing is named, several are counted; what is late is said first. */
export function subjectOf({ t }: Words, { items }: Data): string {
  const [only] = items;
  if (only && items.length === 1) {
    const what = t(`collegial.kinds.${only.kind}`);
    const { refNo, title } = only;
    const key = only.stage === "late" ? "collegial.oneLate" : "collegial.one";
    return t(key, { what, refNo, title });
  }
  const late = items.filter(({ stage }) => stage === "late").length;
  return late > 0
    ? t("collegial.manyLate", { count: items.length, late })
    : t("collegial.many", { count: items.length });
}

/** What waits for the reader's vote, approval, signature or acknowledgement. */
export default function CollegialActions({ words, data }: CollegialActionsProps) {
  const { t, caseUrl, approvalsUrl } = words;
  const listed = data.items.slice(0, LISTED_MAX);
  return (
    <Letter words={words} title={t("collegial.title")} name={data.name}>
      <Table
        head={[t("collegial.what"), t("collegial.record"), t("collegial.due"), t("collegial.by")]}
        rows={listed.map((item) => ({
          key: item.actionId,
          cells: [
            { text: whatOf(words, item) },
            { text: <Record href={caseUrl(item.caseId)} item={item} /> },
            { text: dueOf(words, item) },
            { text: item.assignedName },
          ],
        }))}
      />
      {data.items.length > listed.length ? (
        <Text style={{ color: quiet, fontSize: "13px", margin: "6px 0 0" }}>
          {t("collegial.more", { count: data.items.length - listed.length })}
        </Text>
      ) : null}
      <Link href={approvalsUrl} style={{ fontSize: "14px" }}>
        {t("collegial.open")}
      </Link>
    </Letter>
  );
}

type Item = Data["items"][number];

function Record({ href, item }: { href: string; item: Item }) {
  return (
    <>
      <Link href={href}>{item.refNo}</Link> {item.title}
    </>
  );
}

function whatOf({ t }: Words, { kind, forName }: Item): string {
  const what = t(`collegial.kinds.${kind}`);
  return forName === null ? what : t("collegial.standingIn", { what, name: forName });
}

function dueOf({ t, day }: Words, { dueOn, stage }: Item): string {
  if (dueOn === null) return "–";
  return stage === "late" ? t("collegial.late", { day: day(dueOn) }) : day(dueOn);
}
