import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openWorkbook } from "@/server/connectors/workbook";
import { makeWorkbook } from "./make-workbook";
import { readWithSaxes } from "./saxes-reader";

/**
 * Reading an XLSX of 100 000 rows of 20 columns: ours against a reader on saxes, by turns in one
 * process. The last line is JSON; `floor` is the rival, so a ratio under 1 means ours is faster.
 *
 *   tsx scripts/bench/workbook.ts [rows] [columns] [rounds]
 */
const [rows = 100_000, columns = 20, rounds = 3] = process.argv.slice(2).map(Number);

async function readOurs(path: string): Promise<{ rows: number; cells: number }> {
  const workbook = await openWorkbook({ path }, { fileName: "bench.xlsx" });
  const totals = { rows: 0, cells: 0 };
  for await (const batch of workbook.rows(0)) {
    totals.rows += batch.rows.length;
    for (const row of batch.rows) totals.cells += row.length;
  }
  await workbook.close();
  return totals;
}

type Run = { seconds: number; rows: number; cells: number };

async function timed(read: () => Promise<{ rows: number; cells: number }>): Promise<Run> {
  const startedAt = performance.now();
  const totals = await read();
  return { seconds: (performance.now() - startedAt) / 1000, ...totals };
}

function median(runs: Run[]): number {
  const sorted = runs.map((run) => run.seconds).sort((a, b) => a - b);
  return Number((sorted[Math.floor(sorted.length / 2)] ?? 0).toFixed(3));
}

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "bench-workbook-"));
  const path = join(folder, "bench.xlsx");
  try {
    await makeWorkbook({ path, rows, columns });
    const ours: Run[] = [];
    const rival: Run[] = [];
    let peakRss = 0;
    for (let round = 0; round < rounds; round += 1) {
      // Ours goes first in the first round, when nothing is compiled yet: no gift to ourselves.
      ours.push(await timed(() => readOurs(path)));
      peakRss = Math.max(peakRss, process.memoryUsage().rss);
      rival.push(await timed(() => readWithSaxes(path)));
      console.log(
        `round ${round + 1}: ours ${ours.at(-1)?.seconds}, saxes ${rival.at(-1)?.seconds}`,
      );
    }
    const [first, other] = [ours[0], rival[0]];
    if (first?.rows !== other?.rows || first?.cells !== other?.cells) {
      throw new Error("the two readers do not agree on rows and cells");
    }
    const [oursSeconds, floorSeconds] = [median(ours), median(rival)];
    const ratio = Number((oursSeconds / floorSeconds).toFixed(3));
    const shape = { rows: first?.rows, cells: first?.cells, rssMb: Math.round(peakRss / 1e6) };
    console.log(
      JSON.stringify({
        bench: "workbook",
        ours: oursSeconds,
        floor: floorSeconds,
        ratio,
        ...shape,
      }),
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}

await main();
