import { describe, expect, it } from "vitest";
import { inTransaction } from "@/server/domain/context";
import { writeFact } from "@/server/domain/events";
import { openDesk, othersEnd } from "@/server/domain/testing";
import { openLogins } from "./testing/logins";

const desk = await openDesk();
const agencyWithLogin = await openLogins(desk);
type Agency = Awaited<ReturnType<typeof agencyWithLogin>>;

async function tell({ admin, caseId }: Agency): Promise<void> {
  await inTransaction(admin, (inner) =>
    writeFact(inner, { name: "case.assigned", payload: { caseId, ownerId: null } }),
  );
  await othersEnd(desk);
}

async function idsOf({ call }: Agency, query = ""): Promise<number[]> {
  const ids: number[] = [];
  let cursor = "";
  for (;;) {
    const { status, body } = await call(`GET changes?limit=2${query}${cursor}`);
    expect(status).toBe(200);
    ids.push(...body.items.map((item: { id: number }) => item.id));
    if (!body.hasMore) return ids;
    cursor = `&cursor=${body.nextCursor}`;
  }
}

const inTenant = (agency: Agency, statement: string) =>
  desk.owner.begin(async (sql) => {
    await sql`select set_config('app.tenant_id', ${String(agency.tenant.id)}, true)`;
    await sql.unsafe(statement);
  });

/** As a dump of a server whose transactions had come far, loaded into a new one. */
async function restore(agency: Agency) {
  await inTenant(agency, "update outbox_facts set txid = '900000000000'::xid8");
  await desk.owner`update feed_marks set mark = 'another'`;
}

describe("a cursor of the feed of changes", () => {
  it("is refused after a restore, and beginning anew tells the old facts before the new", async () => {
    const agency = await agencyWithLogin();
    await tell(agency);
    await tell(agency);
    const { nextCursor } = (await agency.call("GET changes?isFromNow=true")).body;
    const before = await idsOf(agency);
    await restore(agency);
    expect(await agency.call(`GET changes?cursor=${nextCursor}`)).toMatchObject({
      status: 409,
      body: { code: "modules.feed_restored" },
    });
    await tell(agency);
    const anew = await idsOf(agency);
    expect(anew.slice(0, -1)).toEqual(before);
    expect(anew).toHaveLength(before.length + 1);
    const { body } = await agency.call("GET changes?isFromNow=true");
    await tell(agency);
    const next = await agency.call(`GET changes?cursor=${body.nextCursor}`);
    expect(next.body.items).toHaveLength(1);
  });

  it("is refused where its last fact never happened, with the same id or none", async () => {
    const agency = await agencyWithLogin();
    await tell(agency);
    const { body } = await agency.call("GET changes?limit=500");
    const last = body.items.at(-1).id;
    const asked = `GET changes?cursor=${body.nextCursor}`;
    expect((await agency.call(asked)).status).toBe(200);
    const moved = "update outbox_facts set occurred_at = occurred_at + interval '1 second'";
    await inTenant(agency, `${moved} where id = ${last}`);
    expect((await agency.call(asked)).body.code).toBe("modules.feed_restored");
    await inTenant(agency, `${moved.replace("+", "-")} where id = ${last}`);
    expect((await agency.call(asked)).status).toBe(200);
    await inTenant(agency, `delete from outbox_facts where id = ${last}`);
    expect((await agency.call(asked)).body.code).toBe("modules.feed_restored");
  });

  it("begins at an instant where it is told one", async () => {
    const agency = await agencyWithLogin();
    await tell(agency);
    await inTenant(agency, "update outbox_facts set occurred_at = '2020-01-01T00:00:00Z'");
    await tell(agency);
    expect(await idsOf(agency, "&occurredFrom=2020-01-01T01:00:00%2B01:00")).toEqual(
      await idsOf(agency),
    );
    expect(await idsOf(agency, "&occurredFrom=2020-01-02T00:00:00Z")).toHaveLength(1);
    expect((await agency.call("GET changes?occurredFrom=yesterday")).status).toBe(400);
  });
});

describe("the view of changes", () => {
  it("tells nothing while a restore is not noticed, then all of it under another mark", async () => {
    const agency = await agencyWithLogin();
    await tell(agency);
    await idsOf(agency);
    const read = () => agency.sql<{ id: string }[]>`
      select id from module.changes order by feed, txid, id`;
    const markOf = () => agency.sql<{ mark: string; feed: number }[]>`
      select mark, feed from module.feed`;
    const [before] = await markOf();
    const told = await read();
    expect(told.length).toBeGreaterThan(0);
    await restore(agency);
    await tell(agency);
    expect(await read()).toHaveLength(0);
    expect(await markOf()).toHaveLength(0);
    await idsOf(agency);
    const [after] = await markOf();
    expect(after?.feed).toBeGreaterThan(before?.feed ?? 0);
    const anew = (await read()).map(({ id }) => id);
    expect(anew).toHaveLength(told.length + 1);
    expect(anew).toEqual(expect.arrayContaining(told.map(({ id }) => id)));
  });
});
