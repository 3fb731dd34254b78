import { afterAll, describe, expect, it } from "vitest";
import { connect, type Tx } from "./client";
import { testDatabase } from "./testing";

const { appUrl, adminUrl } = await testDatabase();
const nobody = { tenantId: null, actorKind: "system", actorId: null, accessGroupIds: [] };
const db = connect(appUrl, { poolMax: 4 });
const admin = connect(adminUrl, { poolMax: 1 });
afterAll(async () => {
  await db.end();
  await admin.end();
});

await admin.begin(nobody, async ({ sql }) => {
  await sql`create table shared_seen (n integer)`;
  await sql`grant select on shared_seen to public`;
});

const at = async ({ sql }: Tx) => {
  const [row] = await sql<{ pid: number; seen: number }[]>`
    select pg_backend_pid() as pid, (select count(*)::int from shared_seen) as seen`;
  if (!row) throw new Error("no row");
  return row;
};
const add = () => admin.begin(nobody, ({ sql }) => sql`insert into shared_seen values (1)`);

describe("reads asked together", () => {
  it("go through one transaction and see one state; the next ones see the next", async () => {
    const together = db.share(nobody);
    const before = (await together(at)).seen;
    const [first, second] = await Promise.all([
      together(async (tx) => {
        const seen = await at(tx);
        await add();
        return seen;
      }),
      together(async (tx) => {
        const { pid } = await at(tx);
        // Asked until the other one has written: its row is there, but not for us.
        while ((await db.read(nobody, at)).seen === before) await at(tx);
        return { pid, seen: (await at(tx)).seen };
      }),
    ]);
    expect(second).toEqual(first);
    expect(first.seen).toBe(before);
    expect((await together(at)).seen).toBe(before + 1);
  });

  it("do not fall with a neighbour's failed statement", async () => {
    const together = db.share(nobody);
    const [failed, mine] = await Promise.allSettled([
      together(({ sql }) => sql`select 1 / 0`),
      together(async (tx) => {
        await at(tx);
        return at(tx);
      }),
    ]);
    expect(failed).toMatchObject({ status: "rejected", reason: { code: "22012" } });
    expect(mine).toMatchObject({ status: "fulfilled" });
  });

  it("are answered by a neighbour's refusal only to the neighbour", async () => {
    const together = db.share(nobody);
    const refuse = async (tx: Tx) => {
      await at(tx);
      throw new Error("not yours");
    };
    const [failed, mine] = await Promise.allSettled([together(refuse), together(at)]);
    expect(failed).toMatchObject({ status: "rejected", reason: { message: "not yours" } });
    expect(mine).toMatchObject({ status: "fulfilled" });
  });

  it("all end with a lost connection, and the next ones get another", async () => {
    const together = db.share(nobody);
    const lost = await Promise.allSettled([
      together(async (tx) => {
        const { pid } = await at(tx);
        await admin.begin(nobody, ({ sql }) => sql`select pg_terminate_backend(${pid})`);
        return at(tx);
      }),
      together(async (tx) => {
        for (;;) await at(tx);
      }),
    ]);
    expect(lost.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(await together(at)).toMatchObject({ seen: expect.any(Number) });
  });

  it("write nothing", async () => {
    await expect(
      db.share(nobody)(({ sql }) => sql`create temporary table t (n integer)`),
    ).rejects.toMatchObject({ code: "25006" });
  });
});
