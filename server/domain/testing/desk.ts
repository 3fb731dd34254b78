import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { afterAll } from "vitest";
import { connect, type Database } from "@/db/client";
import { operators } from "@/db/schema";
import { testDatabase } from "@/db/testing";
import type { Role } from "@/db/values/access";
import { type Context, makeToday, type OperatorActor, type SystemActor } from "../context";
import { type Keys, makeKeys } from "../keys";

export interface TestTenant {
  id: number;
  /** A context of a fresh operator of the role; without groups named they see all. */
  operator(
    role?: Role,
    options?: { accessGroupIds?: readonly number[] | "all"; name?: string },
  ): Promise<Context<OperatorActor>>;
  system(job?: string): Context<SystemActor>;
}

/** What a database test works at: a database of the file's own, and private tenants in it. */
export interface Desk {
  db: Database;
  keys: Keys;
  /** The owner's own connection, bound by the same policies; for catalogue questions. */
  owner: postgres.Sql;
  tenant(options?: { country?: string }): Promise<TestTenant>;
  /** Puts a case where no step leads to: as an older program, or a process no more in force, left it. */
  place(
    at: { tenantId: number; caseId: number },
    to: { state?: string; version?: number },
  ): Promise<void>;
  /** 2026-11-22 10:00 in Prague unless a test sets another instant. */
  now: Date;
}

const NOW = new Date("2026-11-22T09:00:00Z");
let serial = 0;

/** A private tenant in a database that the test opened itself. */
export async function makeTestTenant(at: {
  db: Database;
  keys: Keys;
  ownerUrl: string;
  slug?: string;
}): Promise<TestTenant> {
  const owner = postgres(at.ownerUrl, { max: 1, onnotice: () => undefined });
  const { slug = "own" } = at;
  const [row] = await owner<{ id: number }[]>`
    insert into tenants (slug, name, country) values (${slug}, ${slug}, 'CZ') returning id`;
  await owner.end();
  if (!row) throw new Error("no tenant");
  return makeTenant({ ...at, now: NOW }, row.id);
}

/** Opens the desk of a test file; call once at the top. Everything ends with the file. */
export async function openDesk(): Promise<Desk> {
  const { ownerUrl, appUrl } = await testDatabase();
  const db = connect(appUrl, { poolMax: 6 });
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => undefined });
  afterAll(async () => {
    await db.end();
    await owner.end();
  });
  const secret = () => randomBytes(32).toString("base64");
  const desk: Desk = {
    db,
    keys: makeKeys(secret(), secret()),
    owner,
    now: NOW,
    tenant: async ({ country = "CZ" } = {}) => {
      const slug = `t${++serial}-${randomBytes(3).toString("hex")}`;
      const [row] = await owner<{ id: number }[]>`
        insert into tenants (slug, name, country) values (${slug}, ${slug}, ${country}) returning id`;
      if (!row) throw new Error("no tenant");
      return makeTenant(desk, row.id);
    },
    place: (at, to) => place(owner, at, to),
  };
  return desk;
}

const place = async (owner: postgres.Sql, ...[at, to]: Parameters<Desk["place"]>) => {
  await owner.begin(async (sql) => {
    await sql`select set_config('app.tenant_id', ${String(at.tenantId)}, true)`;
    await sql`alter table cases disable trigger state_by_engine`;
    await sql`
      update cases set state = coalesce(${to.state ?? null}, state),
             process_version = coalesce(${to.version ?? null}::int, process_version)
       where id = ${at.caseId}`;
    await sql`alter table cases enable trigger state_by_engine`;
  });
};

function makeTenant(desk: Pick<Desk, "db" | "keys" | "now">, tenantId: number): TestTenant {
  const base = () => ({
    db: desk.db,
    keys: desk.keys,
    now: desk.now,
    today: makeToday(desk.now),
    log: { info: () => undefined, error: () => undefined },
  });
  const system = (job = "test"): Context<SystemActor> => ({
    ...base(),
    actor: { kind: "system", tenantId, job, language: "cs" },
  });
  return {
    id: tenantId,
    system,
    operator: async (role = "administrator", { accessGroupIds = "all", name } = {}) => {
      const handle = `${role.toLowerCase()}-${++serial}`;
      const settings = {
        tenantId,
        actorKind: "system",
        actorId: null,
        accessGroupIds: "all",
      } as const;
      const operatorId = await desk.db.begin(settings, async (tx) => {
        const [row] = await tx
          .insert(operators)
          .values({
            email: `${handle}@test.example`,
            name: name ?? handle,
            role,
            passwordHash: "-",
          })
          .returning({ id: operators.id });
        if (!row) throw new Error("no operator");
        return row.id;
      });
      return {
        ...base(),
        actor: {
          kind: "operator",
          tenantId,
          operatorId,
          name: name ?? handle,
          role,
          accessGroupIds,
          language: "cs",
          sessionId: "00000000-0000-4000-8000-000000000000",
        },
      };
    },
  };
}
