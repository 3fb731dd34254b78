import { createWorkbookWriter, type WriteValue } from "@/server/connectors/workbook";

/** Writes a claim, or a payment, for each case of `makeWorkbook`, in another order than its own. */
export async function makeLedgerWorkbook(
  path: string,
  kind: "claims" | "payments",
  rows: number,
): Promise<void> {
  const writer = createWorkbookWriter({ path }, "xlsx");
  const headers =
    kind === "claims"
      ? ["RefNo", "VS", "Splatnost", "Částka"]
      : ["RefNo", "VS", "Uhrazeno", "Datum"];
  const columns = headers.map((header) => ({ header, type: "cell" as const }));
  const sheet = await writer.addSheet({ name: "List1", columns });
  for (let from = 0; from < rows; from += 1_000) {
    const batch = Array.from({ length: Math.min(1_000, rows - from) }, (_, i) => {
      // A step that shares no factor with the count visits every case once.
      const number = 1 + (((from + i) * 7_919) % rows);
      return kind === "claims" ? claim(number) : payment(number);
    });
    await sheet.writeRows(batch);
  }
  await writer.close();
}

const symbol = (number: number) => String(2_026_000_000 + number);
const day = (serial: number) => ({ date: serial });

const claim = (number: number): WriteValue[] => [
  `${number}/2026`,
  symbol(number),
  day(45_300 + (number % 700)),
  (100_000 + ((number * 7_727) % 9_000_000)) / 100,
];
const payment = (number: number): WriteValue[] => [
  `${number}/2026`,
  symbol(number),
  (10_000 + ((number * 3_331) % 500_000)) / 100,
  day(46_040 + (number % 280)),
];
