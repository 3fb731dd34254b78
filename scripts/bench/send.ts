import { fork } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { createTransport } from "nodemailer";
import postgres from "postgres";
import { connect } from "@/db/client";
import {
  type Context,
  inTransaction,
  makeToday,
  type OperatorActor,
} from "@/server/domain/context";
import { makeKeys } from "@/server/domain/keys";
import { deliverChannel, sendMessages } from "@/server/domain/messages";
import { uploadTemplate } from "@/server/domain/templates";

/**
 * N e-mails through the whole path to a local SMTP server in a process of its own: a template filled in
 * for N cases, messages put down with their documents, hashes and lines on the cases, claimed, handed
 * over by the carrier that ships, and settled with facts. Floor: the same server fed by a bare client
 * with one ready-made mail of the same size over as many connections. The last line is JSON.
 *
 *   npm run bench send [mails]
 */
const [count = 20_000] = process.argv.slice(2).map(Number);
const CONNECTIONS = 20;
const LANES = 2;
const CASES_A_CALL = 1_000;

const urlOf = (name: string): string => {
  const url = process.env[name];
  if (!url) throw new Error(`${name} is not set; run it as "npm run bench send"`);
  return url;
};

const admin = postgres(urlOf("DATABASE_ADMIN_URL"), { max: 1, onnotice: () => undefined });
const db = connect(urlOf("DATABASE_URL"), { poolMax: 6 });
const say = (text: string) => process.stderr.write(`${text}\n`);
const round = (value: number) => Math.round(value * 1000) / 1000;

/** Seconds on the wall and of this process; neighbours on the machine stretch the former most. */
async function seconds(work: () => Promise<unknown>): Promise<[number, number]> {
  const [startedAt, before] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(before);
  return [(performance.now() - startedAt) / 1000, (user + system) / 1_000_000];
}

const twin = fork(fileURLToPath(new URL("./send-twin.ts", import.meta.url)), {
  execArgv: ["--import", "tsx"],
});
const [{ port }] = (await once(twin, "message")) as [{ port: number }];
const ask = async (what: string): Promise<{ count: number; distinct: number }> => {
  twin.send(what);
  const [answer] = (await once(twin, "message")) as [{ count: number; distinct: number }];
  return answer;
};

async function makeTenant(): Promise<Context<OperatorActor>> {
  const slug = `send-${randomBytes(4).toString("hex")}`;
  const [tenant] = await admin<{ id: number }[]>`
    insert into tenants (slug, name, settings)
    values (${slug}, ${slug}, ${admin.json({ details: { email: `${slug}@agency.example` } })})
    returning id`;
  const tenantId = Number(tenant?.id);
  const [operator] = await admin<{ id: number }[]>`
    insert into operators (tenant_id, email, name, role, password_hash)
    values (${tenantId}, ${`${slug}@agency.example`}, 'Jana Malá', 'administrator', '-')
    returning id`;
  const secret = () => randomBytes(32).toString("base64");
  const now = new Date();
  return {
    db,
    keys: makeKeys(secret(), secret()),
    ...{ now, today: makeToday(now) },
    log: { info: () => undefined, error: () => undefined },
    outside: { fioUrl: "", isPrivateAllowed: true, isCatching: false },
    actor: {
      ...{ kind: "operator", tenantId, operatorId: Number(operator?.id), name: "Jana Malá" },
      ...{ role: "administrator", accessGroupIds: "all", language: "cs" },
      sessionId: "00000000-0000-4000-8000-000000000000",
    },
  };
}

/** A case with a debtor, an address and a claim for each mail; the channel and no caps on contacts. */
async function fill(tenantId: number): Promise<number[]> {
  const rows = await admin.begin(async (sql) => {
    await sql`select set_config('app.tenant_id', ${String(tenantId)}, true),
      set_config('enable_nestloop', 'off', true)`;
    await sql`
      insert into parties (tenant_id, kind, full_name, given_name, surname, sex, name_key, other_id)
      select ${tenantId}, 'natural_person', 'Jan Novák ' || n, 'Jan', 'Novák', 'male',
             'jan novak ' || n, n::text from generate_series(1, ${count}::int) n`;
    await sql`
      insert into party_contacts (tenant_id, party_id, kind, value)
      select ${tenantId}, id, 'email', 'jan.novak.' || other_id || '@debtor.example' from parties
       where tenant_id = ${tenantId}`;
    await sql`
      insert into cases (tenant_id, ref_no, ref_year, ref_number, category, state, opened_on,
                         debtor_party_id, debtor_name, claim_count, balance_czk_minor)
      select ${tenantId}, other_id || '/2026', 2026, other_id::int, 'collection', 'amicable',
             '2026-01-01', id, full_name, 1, 123450 from parties where tenant_id = ${tenantId}`;
    await sql`
      insert into case_parties (tenant_id, case_id, party_id, role)
      select ${tenantId}, id, debtor_party_id, 'debtor' from cases where tenant_id = ${tenantId}`;
    await sql`
      insert into claims (tenant_id, case_id, variable_symbol, currency, due_on, principal_minor,
                          charged_minor, balance_minor)
      select ${tenantId}, id, (1000000000 + ref_number)::text, 'CZK', '2026-01-31', 123450, 123450,
             123450 from cases where tenant_id = ${tenantId}`;
    await sql`
      insert into claim_components (tenant_id, claim_id, kind)
      select ${tenantId}, id, 'principal' from claims where tenant_id = ${tenantId}`;
    await sql`
      insert into component_entries (tenant_id, component_id, amount_minor, value_on)
      select ${tenantId}, id, 123450, '2026-01-31' from claim_components
       where tenant_id = ${tenantId}`;
    await sql`
      insert into contact_policies (tenant_id, quiet_from, quiet_to, rests_on_sundays,
                                    rests_on_holidays, caps)
      values (${tenantId}, '00:00', '00:00', false, false, '{"email": null}')`;
    await sql`
      insert into channel_accounts (tenant_id, channel, provider, settings, per_second)
      values (${tenantId}, 'email', 'smtp',
              ${sql.json({ host: "127.0.0.1", port, security: "plain", user: "" })}, 100000)`;
    return sql<{ id: number }[]>`
      select id from cases where tenant_id = ${tenantId} order by id`;
  });
  await admin`analyze`;
  return rows.map(({ id }) => Number(id));
}

const HTML = `<p><mark>Povinný.Oslovení</mark>,</p>
<p>evidujeme za Vámi dluh ve výši <mark>Dluh.Celkem</mark>, splatný <mark>Dluh.Splatnost</mark>.
Uhraďte jej prosím do <mark>Dnes + 10</mark> pod variabilním symbolem <mark>Dluh.VS</mark>.</p>
<p>Případ <mark>Případ.RefNo</mark>, <mark>Odesílatel.Název</mark></p>`;

async function* bytesOf(text: string) {
  yield Buffer.from(text);
}

const ctx = await makeTenant();
const { tenantId } = ctx.actor;
const caseIds = await fill(tenantId);
const { templateId } = await uploadTemplate(ctx, { fileName: "upominka.html" }, bytesOf(HTML));
say(`filled ${caseIds.length} cases`);

const compose = async () => {
  for (let at = 0; at < caseIds.length; at += CASES_A_CALL) {
    const some = caseIds.slice(at, at + CASES_A_CALL);
    const content = { channel: "email" as const, templateId, idempotencyKey: `bench-${at}-key` };
    await sendMessages(ctx, { ...content, caseIds: some });
  }
};
const system: Context = {
  ...ctx,
  actor: { kind: "system", tenantId, job: "bench", language: "cs" },
};
/** A context's clock stands still: each batch has the time that has passed. */
const deliver = async () => {
  for (;;) {
    const now = new Date();
    const { count: sent } = await deliverChannel({ ...system, now }, { channel: "email" });
    if (sent === 0) return;
  }
};

const [composeSeconds, composeProcessor] = await seconds(compose);
say(`composed in ${composeSeconds.toFixed(1)} s`);
const [deliverSeconds, deliverProcessor] = await seconds(() =>
  Promise.all(Array.from({ length: LANES }, deliver)),
);
const arrived = await ask("count");
const [state] = await inTransaction(system, async (_, { sql }) => [
  ...(await sql<{ sent: number }[]>`
    select count(*)::int as sent from messages where state = 'sent'`),
]);
say(`delivered in ${deliverSeconds.toFixed(1)} s, ${arrived.count} arrived`);

await ask("reset");
const transport = createTransport({
  ...{ host: "127.0.0.1", port, secure: false, ignoreTLS: true, pool: true },
  ...{ maxConnections: CONNECTIONS, maxMessages: Number.POSITIVE_INFINITY },
});
const raw = Buffer.from(
  `From: a@agency.example\r\nTo: b@debtor.example\r\nMessage-ID: <x@y>\r\nSubject: x\r\n\r\n${"x".repeat(1_500)}\r\n`,
);
const envelope = { from: "a@agency.example", to: ["b@debtor.example"] };
const [floorSeconds, floorProcessor] = await seconds(() =>
  Promise.all(Array.from({ length: count }, () => transport.sendMail({ envelope, raw }))),
);
const floored = await ask("count");
transport.close();

const result = {
  ...{ mails: count, sent: state?.sent ?? 0, arrived: arrived.count, distinct: arrived.distinct },
  ...{ composeSeconds: round(composeSeconds), deliverSeconds: round(deliverSeconds) },
  processor: [composeProcessor, deliverProcessor, floorProcessor].map(round),
  perSecond: Math.round(count / (composeSeconds + deliverSeconds)),
  ...{ floorSeconds: round(floorSeconds), floorArrived: floored.count },
  floorPerSecond: Math.round(count / floorSeconds),
  ratio: round(floorSeconds / (composeSeconds + deliverSeconds)),
  ratioDelivery: round(floorSeconds / deliverSeconds),
};
twin.kill();
await Promise.all([db.end(), admin.end()]);
console.log(JSON.stringify(result));
process.exit(0);
