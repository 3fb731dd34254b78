import { describe, expect, it } from "vitest";
import { listAudit } from "@/server/domain/audit";
import { reading } from "@/server/domain/context";
import { takeInbox } from "@/server/domain/module-api";
import { revokeModuleKey } from "@/server/domain/modules";
import { openDesk, othersEnd } from "@/server/domain/testing";
import { openLogins } from "./testing/logins";

const desk = await openDesk();
const agencyWithLogin = await openLogins(desk);

const VIEWS = ["cases", "case_parties", "parties", "addresses", "contacts", "claims", "payments"];
const MORE_VIEWS = ["events", "messages", "changes", "feed", "inbox", "outbox"];

describe("a module's login to the database", () => {
  it("sees its own tenant in every view, and no other whatever it sets or becomes", async () => {
    const ours = await agencyWithLogin();
    const theirs = await agencyWithLogin();
    const [mine] = await ours.sql`select id, ref_no from module.cases`;
    expect(mine).toEqual({ id: String(ours.caseId), ref_no: ours.refNo });
    const [person] = await ours.sql`select * from module.parties`;
    expect(Object.keys(person ?? {}).filter((name) => name.includes("birth_number"))).toEqual([]);
    for (const view of [...VIEWS, ...MORE_VIEWS]) {
      const count = async () => {
        const [row] = await ours.sql.unsafe(`select count(*)::int as n from module.${view}`);
        return row?.n;
      };
      const before = await count();
      await ours.sql.unsafe(`set app.tenant_id = '${theirs.tenant.id}'`);
      expect(await count(), view).toBe(before);
      await ours.sql.unsafe("reset app.tenant_id");
    }
    const tries = [
      "select * from public.parties",
      "select * from public.module_keys",
      "select * from public.sign_in_candidates('a@b.cz')",
      "select public.session_actor(1, gen_random_uuid(), now(), now())",
      "update module.cases set state = 'closed'",
      "delete from module.payments",
      "update module.outbox set answer = '{}'",
      "insert into module.cases (ref_no) values ('1/2026')",
      "set role saldo_app",
      "set session authorization saldo_owner",
      "create table module.mine (id int)",
    ];
    for (const statement of tries) {
      await expect(ours.sql.unsafe(statement), statement).rejects.toMatchObject({
        code: expect.stringMatching(/^(42501|42P01|55000|0A000)$/),
      });
    }
  });

  it("is nobody without a key, and when its key is revoked", async () => {
    const { sql, admin: boss, keyId } = await agencyWithLogin();
    expect(await sql`select 1 from module.cases`).toHaveLength(1);
    await revokeModuleKey(boss, { keyId });
    expect(await sql`select 1 from module.cases`).toHaveLength(0);
    await expect(sql`select module.add_event('1/2026', 'x')`).rejects.toMatchObject({
      code: "42501",
    });
  });
});

describe("a row written by a module", () => {
  it("is worked off by the same verbs: same checks, audit and facts, the answer to be read", async () => {
    const { sql, refNo, caseId, tenant, admin: boss } = await agencyWithLogin();
    await sql`select module.add_event(${refNo}, 'Z databáze')`;
    await sql`select module.create_claim(${refNo}, 700000, 'CZK', '2026-12-01')`;
    await sql`select module.add_payment(${refNo}, 100000, 'CZK', '2026-11-20')`;
    await sql`select module.add_payment(${refNo}, -5, 'CZK', '2026-11-20')`;
    await sql`select module.move_case(${refNo}, 'nowhere')`;
    await sql`insert into module.inbox (procedure, input)
              values ('addTask', ${sql.json({ refNo, text: "Zavolat", dueOn: "2026-11-25" })})`;
    await sql`select module.ask('nothing', '{}')`;
    await sql`select module.add_event('99999/1999', 'Nikde')`;
    expect(await takeInbox(tenant.system())).toEqual({ count: 8 });
    expect(await takeInbox(tenant.system())).toEqual({ count: 0 });
    const answers = await sql`
      select procedure, state, status, answer ->> 'code' as code from module.outbox order by id`;
    expect(answers.map((row) => [row.procedure, row.state, row.status, row.code])).toEqual([
      ["addNote", "done", 200, null],
      ["createClaim", "done", 200, null],
      ["recordPayment", "done", 200, null],
      ["recordPayment", "refused", 400, "modules.input"],
      ["moveCase", "refused", 412, "workflow.unknown_transition"],
      ["addTask", "done", 200, null],
      ["nothing", "refused", 404, "modules.no_route"],
      ["addNote", "refused", 404, "cases.not_found"],
    ]);
    const [{ n: payments } = { n: 0 }] = await sql`
      select count(*)::int as n from module.payments where case_id = ${caseId}`;
    expect(payments).toBe(1);
    const { items } = await listAudit(boss, { action: "claims.record-payment" });
    expect(items[0]).toMatchObject({ actorKind: "system", actorName: "module: Úvěry", caseId });
    const facts = await reading(
      boss,
      ({ sql: own }) => own`select 1 from outbox_facts where name = 'payment.recorded'`,
    );
    expect(facts).toHaveLength(1);
    await othersEnd(desk);
    const changes = await sql`select name from module.changes where name = 'payment.recorded'`;
    expect(changes).toHaveLength(1);
  });

  it("is one row a key, refused where its shape is wrong, and may no more than its key", async () => {
    const { sql, refNo, tenant } = await agencyWithLogin({ scopes: ["cases:read"] });
    const ask = (text: string) =>
      sql<{ id: string }[]>`select module.add_event(${refNo}, ${text}, 'k-1') as id`;
    const [first] = await ask("jednou");
    const [again] = await ask("jednou");
    expect(again?.id).toBe(first?.id);
    await expect(ask("jinak")).rejects.toMatchObject({ code: "23505" });
    await expect(sql`select module.ask('Add Note', '{}')`).rejects.toMatchObject({ code: "22023" });
    await expect(sql`select module.ask('addNote', '[]')`).rejects.toMatchObject({ code: "22023" });
    await expect(
      sql`insert into module.inbox (procedure, input) values ('addNote', '[]')`,
    ).rejects.toMatchObject({ code: "23514" });
    const long = sql.json({ text: "x".repeat(1_000_001) });
    await expect(sql`select module.ask('addNote', ${long})`).rejects.toMatchObject({
      code: "23514",
    });
    await takeInbox(tenant.system());
    const [answer] = await sql`select status, answer ->> 'code' as code from module.outbox`;
    expect(answer).toEqual({ status: 403, code: "access.forbidden" });
  });

  it("cannot say whose it is, nor be read by another", async () => {
    const ours = await agencyWithLogin();
    const theirs = await agencyWithLogin();
    await ours.sql`select module.add_event(${ours.refNo}, 'naše')`;
    expect(await theirs.sql`select 1 from module.inbox`).toHaveLength(0);
    expect(await ours.sql`select 1 from module.inbox`).toHaveLength(1);
    await theirs.sql.unsafe(`set app.tenant_id = '${ours.tenant.id}'`);
    await theirs.sql`select module.add_event(${theirs.refNo}, 'cizí')`;
    expect(await takeInbox(ours.tenant.system())).toEqual({ count: 1 });
    expect(await takeInbox(theirs.tenant.system())).toEqual({ count: 1 });
    await expect(
      theirs.sql.unsafe(
        `insert into public.module_inbox (tenant_id, key_id, procedure, input) values (1, 1, 'x', '{}')`,
      ),
    ).rejects.toMatchObject({ code: "42501" });
  });
});
