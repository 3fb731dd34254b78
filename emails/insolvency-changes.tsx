import { Link, Text } from "react-email";
import { Letter, quiet } from "./letter";
import type { Mails } from "./mails";
import { Table } from "./table";
import type { Words } from "./words";

type Props = { words: Words; data: Mails["insolvency_changes"] };
type Party = Props["data"]["parties"][number];

/** Whose insolvency a check of many has changed, and how. */
export default function InsolvencyChanges({ words, data }: Props) {
  const { t, day, partyUrl, bulkUrl } = words;
  const { runId, count, total, done, state, parties } = data;
  return (
    <Letter words={words} title={t("insolvency.title")}>
      <Text style={{ fontSize: "14px", margin: "0 0 8px" }}>
        {t("insolvency.text", { day: day(data.day), done, total, count })}
      </Text>
      {state === "done" ? null : (
        <Text style={{ fontSize: "14px", margin: "0 0 8px" }}>{t(`insolvency.${state}`)}</Text>
      )}
      <Table
        head={[t("insolvency.party"), t("insolvency.change"), t("insolvency.mark")]}
        rows={parties.map((party) => ({
          key: party.partyId,
          cells: [
            { text: <Link href={partyUrl(party.partyId)}>{party.partyName}</Link> },
            { text: changeOf(words, party) },
            { text: party.fileMark ?? "" },
          ],
        }))}
      />
      {count > parties.length ? (
        <Text style={{ color: quiet, fontSize: "13px", margin: "6px 0 0" }}>
          {t("insolvency.more", { count: count - parties.length })}
        </Text>
      ) : null}
      <Text style={{ fontSize: "14px", margin: "12px 0 0" }}>
        <Link href={bulkUrl(runId)}>{t("insolvency.open")}</Link>
      </Text>
    </Letter>
  );
}

function changeOf({ t }: Words, { isActive, isSuspected, wasActive, stateCode }: Party): string {
  const said = () => {
    if (isActive) return t(wasActive ? "insolvency.moved" : "insolvency.began");
    if (wasActive) return t("insolvency.ended");
    return t(isSuspected ? "insolvency.suspected" : "insolvency.over");
  };
  return stateCode ? `${said()} (${stateCode})` : said();
}
