import { spawnSync } from "node:child_process";
import { createReadStream } from "node:fs";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStatements } from "@/server/connectors/bank";
import { BENCH_FORMATS, type BenchFormat, makeStatements } from "./make-statements";
import { RIVALS } from "./statement-rivals";

/**
 * Reading a bank's file of each format, to the last movement, against a scan that reads the same
 * file and only finds line ends (`<` in XML, `"` in JSON): a loop over the bytes, which is the
 * floor, and beside it the search that the platform has built in. Best processor seconds of several
 * rounds, ours and the scans by turns; each format in a process of its own, so that its memory is
 * its own, too. The last line is JSON.
 *
 *   tsx scripts/bench/parse.ts [megabytes] [rounds] [format]
 */
const [megabytes = "100", rounds = "3", only] = process.argv.slice(2);
const MB = 1_000_000;

type Run = { cpuSeconds: number; found: number; peakMb: number };

async function timed(work: () => Promise<number>): Promise<Run> {
  globalThis.gc?.();
  let peak = process.memoryUsage().rss;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 20);
  const cpu = process.cpuUsage();
  const found = await work();
  const { user, system } = process.cpuUsage(cpu);
  clearInterval(watch);
  const peakMb = Math.max(peak, process.memoryUsage().rss) / MB;
  return { cpuSeconds: (user + system) / 1e6, found, peakMb };
}

async function ours(path: string, { ownAccounts }: BenchFormat): Promise<number> {
  let movements = 0;
  for await (const part of openStatements(pieces(path), { ownAccounts })) {
    if (part.kind === "movement") movements += 1;
  }
  return movements;
}

async function loop(path: string, { mark }: BenchFormat): Promise<number> {
  const wanted = mark.charCodeAt(0);
  let found = 0;
  for await (const piece of pieces(path)) found += countIn(piece, wanted);
  return found;
}

function countIn(piece: Buffer, wanted: number): number {
  let found = 0;
  for (let i = 0; i < piece.length; i += 1) if (piece[i] === wanted) found += 1;
  return found;
}

async function builtIn(path: string, { mark }: BenchFormat): Promise<number> {
  const wanted = mark.charCodeAt(0);
  let found = 0;
  for await (const piece of pieces(path)) {
    for (let at = piece.indexOf(wanted); at >= 0; at = piece.indexOf(wanted, at + 1)) found += 1;
  }
  return found;
}

function pieces(path: string): AsyncIterable<Buffer> {
  return createReadStream(path, { highWaterMark: 64 * 1024 });
}

function best(runs: readonly Run[]): Run {
  const [first] = [...runs].sort((a, b) => a.cpuSeconds - b.cpuSeconds);
  if (first === undefined) throw new Error("nothing was run");
  return first;
}

function peakOf(runs: readonly Run[]): number {
  return Math.round(Math.max(...runs.map(({ peakMb }) => peakMb)));
}

const round = (value: number, digits: number) => Number(value.toFixed(digits));

async function measure(format: BenchFormat, path: string) {
  const expected = await makeStatements(path, { format, bytes: Number(megabytes) * MB });
  const size = (await stat(path)).size / MB;
  const runs = { ours: [] as Run[], loop: [] as Run[], builtIn: [] as Run[] };
  for (let turn = 0; turn < Number(rounds); turn += 1) {
    // Ours goes first in the first round, when nothing is compiled yet: no gift to ourselves.
    runs.ours.push(await timed(() => ours(path, format)));
    runs.loop.push(await timed(() => loop(path, format)));
    runs.builtIn.push(await timed(() => builtIn(path, format)));
  }
  const [own, floor, search] = [best(runs.ours), best(runs.loop), best(runs.builtIn)];
  if (own.found !== expected) throw new Error(`${own.found} of ${expected} movements`);
  const read = RIVALS[format.name];
  const rival = read === undefined ? null : await timed(() => read(path));
  return {
    format: format.name,
    movements: own.found,
    mbPerSecond: round(size / own.cpuSeconds, 0),
    floorMbPerSecond: round(size / floor.cpuSeconds, 0),
    ratio: round(own.cpuSeconds / floor.cpuSeconds, 2),
    ratioToBuiltIn: round(own.cpuSeconds / search.cpuSeconds, 1),
    microsecondsPerMovement: round((own.cpuSeconds * 1e6) / own.found, 1),
    peakMb: peakOf(runs.ours),
    floorPeakMb: peakOf(runs.loop),
    rivalRatio: rival && round(rival.cpuSeconds / own.cpuSeconds, 2),
    rivalPeakMb: rival && Math.round(rival.peakMb),
  };
}

type Measured = Awaited<ReturnType<typeof measure>>;

async function measureOne(format: BenchFormat): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "bench-parse-"));
  try {
    console.log(JSON.stringify(await measure(format, join(folder, "statement"))));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The same program once more, for one format. */
function measureApart({ name }: BenchFormat): Measured {
  const [, program = ""] = process.argv;
  const args = [...process.execArgv, program, megabytes, rounds, name];
  const { stdout, status } = spawnSync(process.execPath, args, {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (status !== 0) throw new Error(`${name} ended with ${status}`);
  process.stdout.write(stdout);
  return JSON.parse(stdout);
}

async function main(): Promise<void> {
  if (only !== undefined) {
    const format = BENCH_FORMATS.find(({ name }) => name === only);
    const names = BENCH_FORMATS.map(({ name }) => name).join("; ");
    if (format === undefined) throw new Error(`no format ${only}; there are ${names}`);
    await measureOne(format);
    return;
  }
  const formats = BENCH_FORMATS.map(measureApart);
  const worst = Math.max(...formats.map(({ ratio }) => ratio));
  console.log(JSON.stringify({ bench: "parse", megabytes: Number(megabytes), worst, formats }));
}

await main();
