import type { Writable } from "node:stream";
import {
  createWorkbookWriter,
  type WriteColumn,
  type WriteValue,
} from "@/server/connectors/workbook";
import type { ExplainedClaim, ExplainedLine } from "../claims";
import { basisOf, type Explained, factsOf } from "./explanation-pdf";

/** The derivation as a workbook: one sheet to read on, one line a row; one of what it is about. */
export async function writeExplanationSheets(given: Explained, stream: Writable): Promise<void> {
  const { explained, words } = given;
  const writer = createWorkbookWriter({ stream }, "xlsx");
  try {
    const lines = await writer.addSheet({ name: words.word("title"), columns: columnsOf(given) });
    for (const claim of explained.claims) {
      await lines.writeRows(claim.lines.map((line) => lineCells(given, claim, line)));
    }
    const about = await writer.addSheet({
      name: words.word("summary"),
      columns: [
        { header: words.word("case"), type: "text", width: 34 },
        { header: explained.refNo, type: "text", width: 70 },
        { header: words.word("columnTotal"), type: "money", width: 18 },
      ],
    });
    await about.writeRows(aboutRows(given));
    if (explained.overpayments.length > 0) await writeOverpayments(given, writer);
    await writer.close();
  } catch (error) {
    writer.abort();
    throw error;
  }
}

function columnsOf({ words, explained: { currency } }: Explained): WriteColumn[] {
  return [
    { header: words.word("claim"), type: "text", width: 28 },
    { header: words.word("variableSymbol"), type: "text" },
    { header: words.word("columnDay"), type: "day" },
    { header: words.word("columnText"), type: "text", width: 44 },
    { header: words.word("columnFrom"), type: "day" },
    { header: words.word("columnTo"), type: "day" },
    { header: words.word("columnDays"), type: "number" },
    { header: words.word("columnYear"), type: "number" },
    { header: `${words.word("columnBase")} ${currency}`, type: "money" },
    { header: `${words.word("columnRate")} %`, type: "number" },
    { header: words.word("columnBasis"), type: "text", width: 36 },
    { header: `${words.word("columnAmount")} ${currency}`, type: "money" },
    { header: `${words.word("columnTotal")} ${currency}`, type: "money" },
    { header: words.word("columnNote"), type: "text", width: 44 },
  ];
}

function lineCells(
  { explained, words }: Explained,
  claim: ExplainedClaim,
  line: ExplainedLine,
): WriteValue[] {
  const { interest } = line;
  const { text, detail } = words.line(line, explained);
  const basis = interest?.source === "agreed" ? words.word("agreed") : interest?.source;
  return [
    ...[words.claimName(claim), claim.variableSymbol, line.on, text],
    ...[interest?.from ?? null, interest?.to ?? null, interest?.days ?? null],
    ...[interest?.yearDays ?? null, interest?.baseMinor ?? null],
    ...[interest ? Number(interest.ratePercent) : null, basis ?? null],
    ...[line.amountMinor, line.totalMinor, detail || null],
  ];
}

function aboutRows(given: Explained): WriteValue[][] {
  const { explained, words } = given;
  const claims = explained.claims.map((claim): WriteValue[] => [
    ...[words.word("claim"), words.claimName(claim), claim.balanceMinor],
  ]);
  return [
    ...factsOf(given).map(({ label, value }): WriteValue[] => [label, value, null]),
    ...claims,
    [words.word("summary"), explained.currency, explained.balanceMinor],
    ...basisOf(given).map((text): WriteValue[] => [words.word("basis"), text, null]),
  ];
}

async function writeOverpayments(
  { explained, words }: Explained,
  writer: ReturnType<typeof createWorkbookWriter>,
): Promise<void> {
  const sheet = await writer.addSheet({
    name: words.word("overpayment"),
    columns: [
      { header: words.word("columnDay"), type: "day" },
      { header: words.word("columnText"), type: "text", width: 60 },
      { header: `${words.word("columnAmount")} ${explained.currency}`, type: "money" },
      { header: `${words.word("columnTotal")} ${explained.currency}`, type: "money" },
    ],
  });
  const rows = explained.overpayments.map((step): WriteValue[] => {
    const { text, detail } = words.overpayment(step, explained);
    return [step.on, [text, detail].filter(Boolean).join(" · "), step.amountMinor, step.totalMinor];
  });
  await sheet.writeRows(rows);
}
