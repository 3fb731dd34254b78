import { Heading, Link, Text } from "react-email";
import { Letter, quiet } from "./letter";
import type { Mails } from "./mails";
import { Table } from "./table";
import type { Words } from "./words";

export type OverdueDigestProps = { words: Words; data: Mails["overdue_digest"] };

/** Who has nothing overdue is told of the promises alone; who has neither gets no mail. */
export default function OverdueDigest({ words, data }: OverdueDigestProps) {
  const { t } = words;
  const { name, count, promises } = data;
  const hasOverdue = count > 0;
  return (
    <Letter words={words} title={t(hasOverdue ? "digest.title" : "digest.promises")} name={name}>
      {hasOverdue ? (
        <Overdue words={words} data={data} />
      ) : (
        <Text style={{ fontSize: "14px", margin: "0 0 8px" }}>
          {t("digest.promisesOnly", { count: promises.length })}
        </Text>
      )}
      {hasOverdue && promises.length > 0 ? (
        <Heading as="h2" style={{ fontSize: "15px", margin: "18px 0 6px" }}>
          {t("digest.promises")}
        </Heading>
      ) : null}
      {promises.length > 0 ? <Promises words={words} data={data} /> : null}
    </Letter>
  );
}

function CaseLink({ words, row }: { words: Words; row: { caseId: number; refNo: string } }) {
  return <Link href={words.caseUrl(row.caseId)}>{row.refNo}</Link>;
}

function Overdue({ words, data: { count, totals, cases } }: OverdueDigestProps) {
  const { t, sum, day } = words;
  return (
    <>
      <Text style={{ fontSize: "14px", margin: "0 0 8px" }}>
        {t("digest.summary", { count, total: sum(totals) })}
      </Text>
      <Table
        head={[t("digest.case"), t("digest.debtor"), t("digest.since"), t("digest.balance")]}
        rows={cases.map((row) => ({
          key: row.caseId,
          cells: [
            { text: <CaseLink words={words} row={row} /> },
            { text: row.debtorName },
            { text: day(row.since) },
            { text: sum(row.balances), isAmount: true },
          ],
        }))}
      />
      {count > cases.length ? (
        <Text style={{ color: quiet, fontSize: "13px", margin: "6px 0 0" }}>
          {t("digest.more", { count: count - cases.length })}
        </Text>
      ) : null}
    </>
  );
}

function Promises({ words, data: { promises } }: OverdueDigestProps) {
  const { t, money } = words;
  return (
    <Table
      head={[t("digest.case"), t("digest.debtor"), t("digest.amount")]}
      rows={promises.map((row, index) => ({
        key: index,
        cells: [
          { text: <CaseLink words={words} row={row} /> },
          { text: row.debtorName },
          { text: money(row), isAmount: true },
        ],
      }))}
    />
  );
}
