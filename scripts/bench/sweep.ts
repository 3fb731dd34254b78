import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { connect, type TxSettings } from "@/db/client";
import type { IsirEvent } from "@/server/connectors/isir-cz";
import { type Context, makeToday, type SystemActor } from "@/server/domain/context";
import { birthNumberHash, makeKeys } from "@/server/domain/keys";
import { compareWatches, watchParties } from "@/server/domain/registers";
import { claimRead } from "@/server/domain/registers/feed/claim-read";
import { HINT_TYPES } from "@/server/domain/registers/feed/hint-types";
import { keepPage } from "@/server/domain/registers/feed/keep-page";

/**
 * Watched parties of several tenants against new events of the insolvency register: the statement
 * that ships, with its walls, order, and the hints that it writes. Floor: the one indexed join over
 * the same rows, counted by a superuser. By turns, the median. Also what a thousand-row page takes
 * from answer to commit, and what keeping the list of watched parties takes. The last line is JSON.
 *
 *   npm run bench sweep [parties] [events] [tenants]
 */
const [parties = 1_000_000, events = 10_000, tenants = 10] = process.argv.slice(2).map(Number);
const ROUNDS = 9;
const PAGE = 1_000;
const BATCH = 20_000;
/** Of a hundred events so many are of somebody watched. */
const HITS = 10;

const urlOf = (name: string): string => {
  const url = process.env[name];
  if (!url) throw new Error(`${name} is not set; run it as "npm run bench sweep"`);
  return url;
};

const admin = postgres(urlOf("DATABASE_ADMIN_URL"), { max: 1, onnotice: () => undefined });
const db = connect(urlOf("DATABASE_URL"), { poolMax: 2 });
const secret = () => randomBytes(32).toString("base64");
const keys = makeKeys(secret(), secret());
const now = new Date("2026-11-22T09:00:00Z");
const log = { info: () => undefined, error: () => undefined };
const round = (value: number) => Math.round(value * 1000) / 1000;
const say = (text: string) => process.stderr.write(`${text}\n`);
const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1000;
}

/** Of the n-th person of all: nobody's, as its last digit is no check digit. */
const birthNumberOf = (n: number): string => String(5_000_000_000 + n);
const birthDayOf = (n: number): string =>
  `19${String(50 + (n % 50)).padStart(2, "0")}-${String(1 + (n % 12)).padStart(2, "0")}-15`;

async function makeTenant(): Promise<Context<SystemActor>> {
  const slug = `sweep-${randomBytes(4).toString("hex")}`;
  const [row] = await admin<{ id: number }[]>`
    insert into tenants (slug, name) values (${slug}, ${slug}) returning id`;
  const actor = {
    kind: "system",
    tenantId: Number(row?.id),
    job: "bench",
    language: "cs",
  } as const;
  return { db, keys, now, today: makeToday(now), log, actor };
}

/** People from the n-th on, each the debtor of an open case. */
async function fillTenant(tenantId: number, from: number, count: number): Promise<void> {
  for (let at = from; at < from + count; at += BATCH) {
    const size = Math.min(BATCH, from + count - at);
    const numbers = Array.from({ length: size }, (_, i) => at + i);
    await admin`
      insert into parties (tenant_id, kind, full_name, given_name, surname, name_key, other_id,
                           birth_on, birth_number_cipher, birth_number_hash)
      select ${tenantId}, 'natural_person', 'Jan Novák' || n, 'Jan', 'Novák' || n, 'jan novak' || n,
             n::text, born::date, decode(cipher, 'hex'), decode(hash, 'hex')
        from unnest(${numbers}::bigint[], ${numbers.map(birthDayOf)}::text[],
          ${numbers.map((n) => keys.seal(birthNumberOf(n)).toString("hex"))}::text[],
          ${numbers.map((n) => birthNumberHash(keys, tenantId, birthNumberOf(n)).toString("hex"))}::text[])
          as p(n, born, cipher, hash)`;
  }
  await admin.begin(async (sql) => {
    await sql`select set_config('app.tenant_id', ${String(tenantId)}, true),
                     set_config('enable_nestloop', 'off', true)`;
    await sql`
      insert into cases (tenant_id, ref_no, ref_year, ref_number, category, state, opened_on)
      select ${tenantId}, n || '/2026', 2026, n, 'collection', 'new', '2026-01-01'
        from generate_series(${from}::bigint, ${from + count - 1}::bigint) n`;
    await sql`
      insert into case_parties (tenant_id, case_id, party_id, role)
      select ${tenantId}, c.id, p.id, 'debtor'
        from cases c join parties p on p.tenant_id = ${tenantId} and p.other_id = c.ref_number::text
       where c.tenant_id = ${tenantId}`;
  });
}

/** A proceeding each; one in ten is of somebody watched, the others of strangers. */
function eventOf(id: number): IsirEvent {
  const isHit = id % 100 < HITS;
  const who = isHit ? 1 + ((id * 7919) % parties) : parties + id;
  const none = {
    personId: null,
    kind: "F",
    tradeName: null,
    titlesBefore: null,
    titlesAfter: null,
  };
  const debtor = {
    ...none,
    ...{ role: "DLUŽNÍK", isDebtor: true, name: `Novák${who}`, givenName: "Jan", leftOn: null },
    ...{ birthNumber: birthNumberOf(who), registrationNo: null, bornOn: birthDayOf(who) },
    addresses: [],
  };
  const note = {
    ...{ courtCode: "KSJIMBM", courtPrefix: "KSBR", state: "NEVYRIZENA", endedOn: null },
    ...{ cancelledOn: null, claimsUntilOn: null, struckOn: null, eventCancelledOn: null },
    persons: [debtor],
  };
  return {
    ...{ id, mark: `INS ${id}/2026`, proceeding: { number: id, year: 2026 }, type: "5", note },
    ...{ createdAt: now, publishedAt: now, description: null, section: "A", sectionNo: 1 },
    documentUrl: null,
  };
}

/** Pages by the path that ships, from the answer on. */
async function readPages(): Promise<number[]> {
  const parts = { db, keys, now, log };
  await admin`insert into insolvency_feeds (register, last_id, next_at) values ('isir_cz', 0, ${now})`;
  const took: number[] = [];
  for (let at = 0; at < events; at += PAGE) {
    const count = Math.min(PAGE, events - at);
    const rows = Array.from({ length: count }, (_, i) => eventOf(at + i + 1));
    const read = await claimRead(parts, "isir_cz");
    if (!read) throw new Error("nothing to read");
    const page = { events: rows, unreadable: [], lastId: at + count, isEnd: false };
    const work = () => keepPage(parts, { ...read, afterId: at }, { outcome: "read", ...page });
    took.push(await seconds(work));
  }
  return took;
}

const HAND: TxSettings = {
  ...{ tenantId: null, actorKind: "feed", actorId: null, accessGroupIds: [] },
};
let hints = 0;
const ours = () =>
  seconds(() =>
    db.begin(HAND, async ({ sql }) => {
      const [row] = await sql<{ count: number }[]>`
        select match_insolvency_events('isir_cz', 0, ${events}, ${[...HINT_TYPES]}, ${now}) as count`;
      hints = row?.count ?? 0;
    }),
  );
let joined = 0;
const floor = () =>
  seconds(async () => {
    const [row] = await admin<{ count: string }[]>`
      select count(*) from insolvency_events e
        join insolvency_debtors d on d.register = e.register and d.mark = e.mark
        join insolvency_watch_keys w on w.key = d.key and w.register = d.register
       where e.register = 'isir_cz' and e.event_id > 0 and e.event_id <= ${events}`;
    joined = Number(row?.count);
  });

const share = Math.ceil(parties / tenants);
let taken = 0;
const agencies: Context<SystemActor>[] = [];
for (let no = 0; no < tenants; no += 1) {
  const ctx = await makeTenant();
  agencies.push(ctx);
  await fillTenant(ctx.actor.tenantId, 1 + no * share, share);
  if (no === 0) await admin`analyze`;
  say(`tenant ${no + 1} of ${tenants} filled`);
}
await admin`vacuum analyze`;
const takeUp = await seconds(async () => {
  for (const ctx of agencies) {
    for (;;) {
      const { count } = await watchParties(ctx);
      taken += count;
      if (count === 0) break;
    }
  }
});
say(`${taken} parties taken up: ${round(takeUp)} s`);
await admin`vacuum analyze`;
const still = await seconds(async () => {
  for (const ctx of agencies) await watchParties(ctx);
});
say(`looked at again, nothing noted: ${round(still * 1000)} ms`);
const whole = await seconds(async () => {
  for (const ctx of agencies) {
    await compareWatches(ctx);
    while ((await watchParties(ctx)).count > 0);
  }
});
say(`everybody compared, nothing new: ${round(whole)} s`);
const pages = await readPages();
say(`a page of ${PAGE}, from answer to commit: ${round(median(pages) * 1000)} ms`);
await admin`vacuum analyze`;

const [oursTook, floorTook]: [number[], number[]] = [[], []];
for (let turn = 0; turn <= ROUNDS; turn += 1) {
  await admin`truncate insolvency_hints`;
  const [a, b] = [await ours(), await floor()];
  // The first of each is planned and read from the disk.
  if (turn === 0) continue;
  oursTook.push(a);
  floorTook.push(b);
}
const [oursMs, floorMs] = [median(oursTook) * 1000, median(floorTook) * 1000];
say(`${hints} hints: ${round(oursMs)} ms; the join alone, ${joined} rows: ${round(floorMs)} ms`);
console.log(
  JSON.stringify({
    ...{ bench: "sweep", parties: taken, events, tenants, hints, joined },
    ...{ oursMs: round(oursMs), floorMs: round(floorMs), ratio: round(oursMs / floorMs) },
    ...{
      pageMs: round(median(pages) * 1000),
      takeUp: round(takeUp),
      still: round(still),
      whole: round(whole),
    },
    peakMb: Math.round(process.resourceUsage().maxRSS / 1024),
  }),
);
await db.end();
await admin.end();
