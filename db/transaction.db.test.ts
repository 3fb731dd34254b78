import { afterAll, describe, expect, it } from "vitest";
import { connect, sendAhead, type Tx } from "./client";
import { testDatabase } from "./testing";

const { appUrl, adminUrl } = await testDatabase();
const nobody = { tenantId: null, actorKind: "system", actorId: null, accessGroupIds: [] };
/** One connection: whatever is left behind on it, the next one finds. */
const db = connect(appUrl, { poolMax: 1 });
afterAll(() => db.end());

const tenantOf = async ({ sql }: Tx) => {
  const [row] = await sql<
    { tenant: string; pid: number }[]
  >`select current_setting('app.tenant_id', true) as tenant, pg_backend_pid() as pid`;
  return row;
};

describe("reading", () => {
  it("says whose it is, and leaves nothing of it on the connection", async () => {
    const first = await db.read({ ...nobody, tenantId: 7 }, tenantOf);
    const second = await db.read(nobody, tenantOf);
    expect(first?.tenant).toBe("7");
    expect(second).toEqual({ tenant: "", pid: first?.pid });
  });

  it("writes nothing", async () => {
    await expect(
      db.read(nobody, ({ sql }) => sql`create temporary table t (n integer)`),
    ).rejects.toMatchObject({ code: "25006" });
  });

  it("gives the connection back after a refusal of the database or of the work", async () => {
    await expect(db.read(nobody, ({ sql }) => sql`select 1 / 0`)).rejects.toMatchObject({
      code: "22012",
    });
    const work = async ({ sql }: Tx) => {
      await sql`select 1`;
      throw new Error("no");
    };
    await expect(db.read(nobody, work)).rejects.toThrow("no");
    const sync = () => {
      throw new Error("at once");
    };
    await expect(db.read(nobody, sync)).rejects.toThrow("at once");
    expect(await db.read({ ...nobody, tenantId: 3 }, tenantOf)).toMatchObject({ tenant: "3" });
  });

  it("goes on after the server dropped the connection in the middle", async () => {
    const admin = connect(adminUrl, { poolMax: 1 });
    const lost = db.read(nobody, async (tx) => {
      const at = await tenantOf(tx);
      await admin.begin(nobody, ({ sql }) => sql`select pg_terminate_backend(${at?.pid ?? 0})`);
      return await tenantOf(tx);
    });
    await expect(lost).rejects.toThrow();
    await admin.end();
    expect(await db.read({ ...nobody, tenantId: 5 }, tenantOf)).toMatchObject({ tenant: "5" });
  });
});

describe.each(["read", "begin"] as const)("what a %s left running", (kind) => {
  it("cannot ask once the transaction is over", async () => {
    let goOn: () => void = () => undefined;
    const waiting = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    let straggler: Promise<unknown> = Promise.resolve();
    const work = async ({ sql }: Tx) => {
      const prepared = sql`select 'made before'`;
      straggler = waiting.then(() => Promise.allSettled([prepared, sql`select 'made after'`]));
      throw new Error("refused");
    };
    await expect(db[kind]({ ...nobody, tenantId: 1 }, work)).rejects.toThrow("refused");
    goOn();
    const over = { status: "rejected", reason: new Error("the transaction is over") };
    expect(await straggler).toEqual([over, over]);
  });
});

describe("a statement that nobody waits for", () => {
  const table = "create temporary table kept (n integer) on commit drop";

  it("is part of what is committed, in its order", async () => {
    const seen = await db.begin(nobody, async ({ sql }) => {
      await sql.unsafe(table);
      await sendAhead(sql`insert into kept values (1)`, sql`update kept set n = n + ${1}`);
      return sql<{ n: number }[]>`select n from kept`;
    });
    expect([...seen]).toEqual([{ n: 2 }]);
  });

  it("takes all of it back where it fails with the COMMIT, in a savepoint too", async () => {
    const failed = (within: Tx) => sendAhead(within.sql`select 1 / ${0}::int`);
    for (const work of [failed, (tx: Tx) => db.savepoint(tx, failed)]) {
      const done = db.begin(nobody, async (tx) => {
        await tx.sql`select set_config('app.left', 'x', false)`;
        await work(tx);
        return "done";
      });
      await expect(done).rejects.toMatchObject({ code: "22012" });
      const [left] = await db.begin(nobody, ({ sql }) =>
        sql<{ name: string }[]>`select current_setting('app.left', true) as name`.then(
          (all) => all,
        ),
      );
      expect(left?.name ?? "").toBe("");
    }
  });
});
