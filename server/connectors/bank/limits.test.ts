import { describe, expect, test } from "vitest";
import { LINE_BYTES_MAX, RECORD_BYTES_MAX } from "./limits";
import { openStatements } from "./open-statements";
import { encode } from "./testing/encode";
import { chunks } from "./testing/read";
import { movementLine, statementLine } from "./testing/write-abo";
import { detailXml, writeCamt } from "./testing/write-camt";
import { writeCsv } from "./testing/write-csv";
import { writeFio } from "./testing/write-fio";
import { writeMt } from "./testing/write-mt";
import { MOVEMENT, STATEMENT } from "./testing/written";

const MB = 1024 * 1024;

/** A file that never stands in memory: a start, then the same bytes over and over. */
async function* endless(start: Uint8Array, again: Uint8Array, times: number) {
  yield start;
  for (let turn = 0; turn < times; turn += 1) yield again;
}

type Watched = { movements: number; grownMb: number; refusal: string | null };

async function watch(source: AsyncIterable<Uint8Array>): Promise<Watched> {
  const before = process.memoryUsage().rss;
  const watched: Watched = { movements: 0, grownMb: 0, refusal: null };
  try {
    for await (const part of openStatements(source)) {
      if (part.kind !== "movement") continue;
      watched.movements += 1;
      if (watched.movements % 10_000 !== 0) continue;
      watched.grownMb = Math.max(watched.grownMb, (process.memoryUsage().rss - before) / MB);
    }
  } catch (cause) {
    watched.refusal = (cause as { code: string }).code;
    watched.grownMb = Math.max(watched.grownMb, (process.memoryUsage().rss - before) / MB);
  }
  return watched;
}

const ABO_START = encode(`${statementLine(STATEMENT)}\r\n`, "windows-1250");
const ABO_MOVEMENT = encode(`${movementLine(MOVEMENT, STATEMENT)}\r\n`, "windows-1250");
const FIO = Buffer.from(writeFio(STATEMENT));
const CAMT = Buffer.from(writeCamt([STATEMENT]));
const MT = Buffer.from(writeMt([STATEMENT]));
const CSV = Buffer.from(writeCsv({ ...STATEMENT, movements: [] }, { layout: "csob" }));

describe("large files", () => {
  test("a million lines are read at flat memory", { timeout: 120_000 }, async () => {
    const again = Buffer.concat(Array.from({ length: 1000 }, () => ABO_MOVEMENT));
    const watched = await watch(endless(ABO_START, again, 1000));
    expect(watched.movements).toBe(1_000_000);
    expect(watched.refusal).toBeNull();
    expect(watched.grownMb).toBeLessThan(200);
  });

  test("an entry of payments without end is refused", { timeout: 120_000 }, async () => {
    const payment = Buffer.from(detailXml(MOVEMENT).repeat(100));
    const start = CAMT.subarray(0, CAMT.indexOf("<TxDtls>"));
    const watched = await watch(endless(start, payment, 5000));
    expect(watched).toMatchObject({ movements: 0, refusal: "bank.record_too_large" });
    expect(watched.grownMb).toBeLessThan(400);
  });

  test("a quote over endless lines is refused", async () => {
    const watched = await watch(endless(CSV, Buffer.from('"\n"a"\n"x;y\n'.repeat(1000)), 1000));
    expect(watched).toMatchObject({ movements: 0, refusal: "bank.unclosed_quote" });
    expect(watched.grownMb).toBeLessThan(200);
  });

  test("blanks by the hundred thousand are no work", async () => {
    const blanks = " ".repeat(200_000);
    const texts: Uint8Array[] = [
      Buffer.from(`1CClientBankExchange\nРасчСчет=1${blanks}x\nКонецФайла\n`),
      Buffer.from(
        CAMT.toString().replace(
          "</RmtInf>",
          `<Strd><CdtrRefInf><Ref>VS${blanks}x</Ref></CdtrRefInf></Strd></RmtInf>`,
        ),
      ),
      Buffer.from(CAMT.toString().replace("splátka", `splátka${blanks}/VS${blanks}x`)),
      Buffer.from(MT.toString("latin1").replace("dluhu", `x${blanks}y`), "latin1"),
      Buffer.from(
        MT.toString("latin1").replace(/:86:[^:]*/, `:86:VS:${blanks}x VS${blanks}:\r\n`),
        "latin1",
      ),
      Buffer.from(CSV.toString().replace("Pohyby", `Období: 1${"1".repeat(200_000)}`)),
      Buffer.from(`${CSV}1;1.1.2026;1${blanks}1;CZK;${blanks}x;${blanks}\r\n`),
    ];
    for (const bytes of texts) {
      const startedAt = performance.now();
      await watch(chunks(bytes));
      expect(performance.now() - startedAt).toBeLessThan(3000);
    }
  });

  const endings: [string, Uint8Array, string][] = [
    ["ABO", ABO_START, "line_too_long"],
    ["MT940", MT.subarray(0, MT.indexOf("TUZEMSKA")), "line_too_long"],
    ["1C", Buffer.from("1CClientBankExchange\nСекцияДокумент=x\nСумма="), "line_too_long"],
    ["CSV", CSV, "line_too_long"],
    ["Fio, in a text", FIO.subarray(0, FIO.indexOf("splátka")), "record_too_large"],
    ["Fio, in a movement", FIO.subarray(0, FIO.indexOf('"column10"')), "bad_json"],
    ["camt, in a text", CAMT.subarray(0, CAMT.indexOf("splátka")), "record_too_large"],
    ["camt, in an entry", CAMT.subarray(0, CAMT.indexOf("<RvslInd")), "record_too_large"],
    ["camt, in a tag", CAMT.subarray(0, CAMT.indexOf("Ndtls")), "record_too_large"],
  ];

  test.each(endings)("200 MB of one line are refused unread: %s", async (_, start, reason) => {
    let given = 0;
    async function* counted() {
      for await (const chunk of endless(start, Buffer.alloc(64 * 1024, "a"), 3200)) {
        given += chunk.length;
        yield chunk;
      }
    }
    const watched = await watch(counted());
    expect(watched.refusal).toBe(`bank.${reason}`);
    expect(given).toBeLessThan(2 * Math.max(LINE_BYTES_MAX, RECORD_BYTES_MAX));
    expect(watched.grownMb).toBeLessThan(100);
  });
});
