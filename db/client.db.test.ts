import { type AddressInfo, createServer, connect as dial, type Server } from "node:net";
import postgres from "postgres";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { connect, type TxSettings } from "./client";
import { testDatabase } from "./testing";

const { adminUrl, appUrl } = await testDatabase();
const admin = postgres(adminUrl, { max: 1, onnotice: () => undefined });
afterAll(() => admin.end());

const settings = (tenantId: number): TxSettings => ({
  tenantId,
  actorKind: "system",
  actorId: null,
  accessGroupIds: "all",
});

const unhandled: unknown[] = [];
const hear = (error: unknown) => unhandled.push(error);
beforeEach(() => {
  unhandled.length = 0;
  process.on("unhandledRejection", hear);
});
afterEach(async () => {
  await new Promise((resolve) => setTimeout(resolve, 20));
  process.off("unhandledRejection", hear);
  expect(unhandled).toEqual([]);
});

const tenantOf = async (sql: postgres.Sql | postgres.TransactionSql) => {
  const [row] = await sql<{ id: string }[]>`select current_setting('app.tenant_id', true) as id`;
  return row?.id;
};

async function cut(sql: postgres.TransactionSql): Promise<void> {
  const [row] = await sql<{ pid: number }[]>`select pg_backend_pid() as pid`;
  await admin`select pg_terminate_backend(${row?.pid ?? 0})`;
}

function gate(): { open: () => void; opened: Promise<void> } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

describe("work whose connection was lost", () => {
  it.each(["a query", "a savepoint", "its end", "a fault"])(
    "does not reach into the next transaction by %s",
    async (how) => {
      const db = connect(appUrl, { poolMax: 1 });
      const { open, opened } = gate();
      let reached: unknown = "nothing";
      const first = db.begin(settings(1), async (tx) => {
        await cut(tx.sql);
        await opened;
        if (how === "a query") reached = await tenantOf(tx.sql);
        if (how === "a savepoint") reached = await db.savepoint(tx, ({ sql }) => tenantOf(sql));
        if (how === "a fault") throw new Error("a fault of its own");
      });
      await expect(first).rejects.toMatchObject({ code: "CONNECTION_CLOSED" });
      const second = await db.begin(settings(2), async ({ sql }) => {
        await sql`select 1`;
        open();
        await new Promise((resolve) => setTimeout(resolve, 50));
        return tenantOf(sql);
      });
      expect([second, reached]).toEqual(["2", "nothing"]);
      await db.end();
    },
  );

  it("is refused after a transaction that ended well, too", async () => {
    const db = connect(appUrl, { poolMax: 1 });
    const tx = await db.begin(settings(1), async (inner) => inner);
    await expect(tx.sql`select 1`).rejects.toThrow("the transaction is over");
    await db.end();
  });
});

describe("no rejection is left alone", () => {
  it("when work throws before its first await and the connection is lost", async () => {
    const db = connect(appUrl, { poolMax: 1 });
    const thrown = db.begin(settings(1), () => {
      throw new Error("at once");
    });
    await expect(thrown).rejects.toThrow("at once");
    const busy = db.begin(settings(1), async (tx) => {
      await Promise.all([tx.sql`select pg_sleep(5)`, cut(tx.sql), tx.sql`select pg_sleep(5)`]);
    });
    setTimeout(() => void cutWaiting(), 50);
    await expect(busy).rejects.toThrow();
    await db.end();
  });

  it.each([1, 2, 3, 4, 5, 6])("when the server ends it at message %i", async (at) => {
    const server = endingAt(at);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const url = new URL(appUrl);
    url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    const db = connect(url.toString(), { poolMax: 1 });
    const ask = () => db.begin(settings(7), ({ sql }) => tenantOf(sql));
    const known = /^7$|terminating connection|CONNECTION_CLOSED/;
    const answers: unknown[] = [];
    for (let time = 0; time < 3; time += 1) {
      answers.push(await ask().catch((error: Error) => error.message));
    }
    expect(answers.filter((answer) => !known.test(String(answer)))).toEqual([]);
    expect(answers.at(-1)).toBe("7");
    await db.end();
    server.close();
  });
});

async function cutWaiting(): Promise<void> {
  await admin`
    select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and query like '%pg_sleep%' and pid <> pg_backend_pid()`;
}

/** Stands before the server and answers one message of a client as an administrator's stop does. */
function endingAt(message: number): Server {
  const { port, hostname } = new URL(appUrl);
  let seen = 0;
  return createServer((client) => {
    const real = dial(Number(port), hostname);
    for (const socket of [client, real]) socket.on("error", () => undefined);
    client.on("data", (bytes) => {
      seen += 1;
      if (seen !== message) return real.write(bytes);
      real.destroy();
      return client.end(stopped());
    });
    real.on("data", (bytes) => client.write(bytes));
    real.on("close", () => client.destroySoon());
    client.on("close", () => real.destroy());
  });
}

function stopped(): Buffer {
  const text = "SFATAL\0VFATAL\0C57P01\0Mterminating connection\0\0";
  const head = Buffer.from("E\0\0\0\0");
  head.writeInt32BE(text.length + 4, 1);
  return Buffer.concat([head, Buffer.from(text)]);
}
