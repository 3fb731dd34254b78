import { wire } from "@/server/kernel/wire";
import { build } from "../launch/build";
import { endAll } from "../launch/lifecycle";
import { claimPort, startServer } from "../launch/server";
import { lookAtBoard } from "./board/browser";
import { fillDeals, SCROLLED, STATES } from "./board/fill";
import { openFloor } from "./board/floor";
import { measure, send } from "./lists/load";
import { makeBenchTenant } from "./lists/tenant";

/**
 * One board of very many deals: its first paint by the server and in a browser, a card dragged until
 * it is drawn and until the server has confirmed it, the same move in a second browser, and frames
 * while a column of 10 000 is scrolled. Floor: the SQL of the same rows, in the same run.
 *
 *   npm run bench board [deals] [rounds]
 */
const [deals = 100_000, rounds = 200] = process.argv.slice(2).map(Number);
const DRAGS = 20;
const say = (text: string) => process.stderr.write(`${text}\n`);
const quantile = (values: readonly number[], part: number) =>
  Math.round(values.toSorted((a, b) => a - b)[Math.ceil(values.length * part) - 1] ?? 0);
const both = (values: readonly number[]) => ({
  ...{ p50: quantile(values, 0.5), p95: quantile(values, 0.95) },
});

async function main(): Promise<void> {
  const { DATABASE_ADMIN_URL: adminUrl, DATABASE_OWNER_URL: ownerUrl } = process.env;
  if (!adminUrl || !ownerUrl) throw new Error("run by npm run bench board, on the embedded server");
  say(`build: ${await build()}`);
  const port = (await claimPort(0)) ?? 3999;
  const { url } = await startServer({ mode: "production", port, env: {}, log: "bench-board" });
  const { tenantId, cookie } = await makeBenchTenant(url, ownerUrl, "bench-board");
  await fillDeals(adminUrl, tenantId, deals);
  say(`filled ${deals} deals`);
  const ask = async (name: string, input: object) => {
    const query = encodeURIComponent(JSON.stringify({ 0: wire.serialize(input) }));
    const reply = await send(`${url}/api/trpc/crm/${name}?batch=1&input=${query}`, {
      headers: { cookie },
    });
    if (reply.status !== 200)
      throw new Error(`${name}: ${reply.status} ${reply.body.slice(0, 300)}`);
    return reply.body;
  };
  const first = async () => void (await ask("boards.get", { category: "deal" }));
  const column = { category: "deal", column: STATES[0] };
  // The first look has the database count; it is not what people wait for every day.
  const begun = performance.now();
  await first();
  const firstEverMs = Math.round(performance.now() - begun);
  const floor = openFloor(adminUrl, tenantId);
  const warm = { users: 1, rounds };
  await measure(first, warm);
  const ours = await measure(first, warm);
  const bare = await measure(async () => void (await floor.run()), warm);
  const eight = await measure(first, { users: 8, rounds: Math.ceil(rounds / 4) });
  const eightBare = await measure(async () => void (await floor.run()), {
    ...{ users: 8, rounds: Math.ceil(rounds / 4) },
  });
  const page = await measure(async () => void (await ask("boards.column", column)), warm);
  await floor.end();
  say(`server ${JSON.stringify({ ours, bare, eight, eightBare, page, firstEverMs })}`);
  const seen = await lookAtBoard(url, cookie, DRAGS);
  const browser = {
    paintMs: both(seen.paintMs),
    dropToPaintMs: both(seen.dropToPaintMs),
    dropToConfirmedMs: both(seen.dropToConfirmedMs),
    dropToOtherBrowserMs: both(seen.dropToOtherBrowserMs),
    scroll: seen.scroll,
  };
  const ratioP95 = Number((ours.p95 / bare.p95).toFixed(2));
  const holds =
    ours.p95 <= 50 && ratioP95 <= 3 && browser.dropToPaintMs.p95 < 100 && seen.scroll.fps >= 55;
  process.stdout.write(
    `${JSON.stringify({
      ...{ bench: "board", deals, scrolled: SCROLLED, firstEverMs, ours, floor: bare, ratioP95 },
      ...{ eightUsers: eight, floorOfEight: eightBare, columnPage: page, browser, holds },
    })}\n`,
  );
}

try {
  await main();
} finally {
  await endAll();
}
process.exit(0);
