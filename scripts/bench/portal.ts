import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { makeToday } from "@/server/domain/context";
import { makeKeys } from "@/server/domain/keys";
import { wire } from "@/server/kernel/wire";
import { build } from "../launch/build";
import { ensureChromium } from "../launch/chromium";
import { endAll } from "../launch/lifecycle";
import { claimPort, startServer } from "../launch/server";
import { send } from "./lists/load";
import { makeBenchTenant } from "./lists/tenant";
import { type Act, actAt, caseAtOf } from "./portal/acts";
import { fillPortal, type SignedIn, signIn } from "./portal/fill";
import { makeEntries, pace, type Taken, tell } from "./portal/pace";
import { onPhone } from "./portal/phone";

/**
 * Clients at their door: so many signed in, each looking or writing something every while, through
 * the HTTP of the production server; against a bare page with the same SQL under the same role, by
 * turns. Then what its first pages cost a slow phone: largest contentful paint, and bytes of script.
 *
 *   npm run bench portal [clients] [cases] [signed in] [seconds between a client's acts] [acts a turn]
 */
const [clients = 100_000, cases = 1_000_000, signedIn = 1_000, between = 25, actsEach = 2_000] =
  process.argv.slice(2).map(Number);
const TURNS = 3;
const WARM_ACTS = 300;
const SLUG = "bench-portal";

const say = (text: string) => process.stderr.write(`${text}\n`);

const today = makeToday(new Date());

/** A client's act as their browser sends it to the portal's procedures. */
async function atDoor(url: string, client: SignedIn, { act, turn }: { act: Act; turn: number }) {
  const input = wire.serialize(act.input(client, turn, today));
  const text = input === undefined ? undefined : JSON.stringify(input);
  const reply = await send(`${url}/api/trpc/portal/${SLUG}/${act.name}`, {
    method: "POST",
    headers: {
      cookie: `saldo.portal=${client.secret}`,
      ...(text ? { "content-length": String(Buffer.byteLength(text)) } : { "content-length": "0" }),
      "content-type": "application/json",
    },
    ...(text ? { body: text } : {}),
  });
  // A page without rows would be fast for the wrong reason.
  if (reply.status !== 200 || reply.body.includes('"data":[]')) {
    throw new Error(`${act.name}: ${reply.status} ${reply.body.slice(0, 300)}`);
  }
}

async function atFloor(port: number, client: SignedIn, { act, turn }: { act: Act; turn: number }) {
  const asked = { client, caseAt: caseAtOf(client, act.name, turn), name: act.name };
  const body = JSON.stringify(asked);
  const reply = await send(`http://127.0.0.1:${port}/`, {
    method: "POST",
    headers: { "content-length": String(Buffer.byteLength(body)) },
    body,
  });
  if (reply.status !== 200) throw new Error(`floor, ${act.name}: ${reply.status}`);
  return reply.body;
}

async function startFloor(tenantId: number) {
  const path = fileURLToPath(new URL("./portal/floor.ts", import.meta.url));
  const execArgv = ["--import", "tsx", "--conditions", "react-server"];
  const child = fork(path, [String(tenantId)], { execArgv });
  const [{ port }] = (await once(child, "message")) as [{ port: number }];
  return { port, child };
}

async function prepare(url: string, adminUrl: string, ownerUrl: string) {
  const { tenantId } = await makeBenchTenant(url, ownerUrl, SLUG);
  const startedAt = performance.now();
  await fillPortal(adminUrl, tenantId, { clients, cases });
  say(`filled ${cases} cases in ${((performance.now() - startedAt) / 1000).toFixed(0)} s`);
  const { SALDO_DATA_KEY = "", SALDO_HASH_KEY = "" } = process.env;
  // One more, whose acts the floor hears.
  const entries = makeEntries(makeKeys(SALDO_DATA_KEY, SALDO_HASH_KEY), signedIn + 1);
  const all = await signIn({ adminUrl, tenantId }, entries);
  return { tenantId, sample: all.pop(), all };
}

/** Both by turns; a client's next act is another case than the last. */
async function measure(url: string, port: number, all: readonly SignedIn[]) {
  const ours: Taken[] = [];
  const floor: Taken[] = [];
  let serial = 0;
  const taken = (
    count: number,
    work: (client: SignedIn, at: { act: Act; turn: number }) => unknown,
  ) =>
    pace({ count, perSecond: all.length / between }, async () => {
      const n = serial++;
      const client = all[n % all.length];
      const turn = Math.floor(n / all.length);
      const act = actAt(n % all.length, turn);
      if (client) await work(client, { act, turn });
      return act.name;
    });
  for (let turn = 0; turn <= TURNS; turn += 1) {
    const count = turn === 0 ? WARM_ACTS : actsEach;
    const [one, other] = [
      await taken(count, (client, at) => atDoor(url, client, at)),
      await taken(count, (client, at) => atFloor(port, client, at)),
    ];
    if (turn === 0) continue;
    ours.push(...one);
    floor.push(...other);
    say(`turn ${turn}: ours p95 ${tell(one).p95Ms} ms, floor ${tell(other).p95Ms} ms`);
  }
  return { ours, floor };
}

async function main(): Promise<void> {
  const { DATABASE_ADMIN_URL: adminUrl, DATABASE_OWNER_URL: ownerUrl } = process.env;
  if (!adminUrl || !ownerUrl)
    throw new Error("run by npm run bench portal, on the embedded server");
  say(`build: ${await build()}`);
  const port = (await claimPort(0)) ?? 3999;
  const server = await startServer({ mode: "production", port, env: {}, log: "bench-portal" });
  const { tenantId, sample, all } = await prepare(server.url, adminUrl, ownerUrl);
  if (!sample || all.length === 0) throw new Error("nobody is signed in");
  const floor = await startFloor(tenantId);
  try {
    say(await atFloor(floor.port, sample, { act: actAt(0, 0), turn: 0 }));
    const taken = await measure(server.url, floor.port, all);
    const names = [...new Set(taken.ours.map(({ name }) => name))];
    const acts = names.map((name) => {
      const of = (list: readonly Taken[]) => tell(list.filter((each) => each.name === name));
      return { name, ours: of(taken.ours), floor: of(taken.floor) };
    });
    for (const act of acts) say(JSON.stringify(act));
    const home = `${server.url}/portal/${SLUG}`;
    const pages = await onPhone(await ensureChromium(say), [
      { page: "sign-in", url: `${home}/sign-in`, secret: null },
      { page: "home", url: home, secret: sample.secret },
    ]);
    for (const page of pages) say(JSON.stringify(page));
    const [mine, bare] = [tell(taken.ours), tell(taken.floor)];
    const ratio = Number((mine.p95Ms / bare.p95Ms).toFixed(2));
    process.stdout.write(
      `${JSON.stringify({
        ...{ bench: "portal", clients, cases, signedIn, actsPerSecond: all.length / between },
        ...{ acts, pages, ours: mine, floor: bare, ratio },
      })}\n`,
    );
  } finally {
    floor.child.kill();
  }
}

try {
  await main();
} finally {
  await endAll();
}
process.exit(0);
