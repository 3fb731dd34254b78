import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { knowArrays } from "./array-types";
import * as schema from "./schema";

type Orm = PostgresJsDatabase<typeof schema>;
type OrmTx = Parameters<Parameters<Orm["transaction"]>[0]>[0];

/**
 * An open transaction: Drizzle itself, and `sql`, the same connection's postgres.js client, for
 * set-based SQL and COPY. Both read bigint as number, date as "YYYY-MM-DD", timestamptz as Date.
 */
export type Tx = OrmTx & { readonly sql: postgres.TransactionSql };

/** A piece of SQL to put into another tagged template. Thenable: never return it bare from async. */
export type Fragment = postgres.PendingQuery<postgres.Row[]>;

/** In whose name a transaction runs; the policies of 0002_walls.sql read these. */
export interface TxSettings {
  /** null only before sign-in: then no tenant's row is visible. */
  tenantId: number | null;
  actorKind: string;
  actorId: number | null;
  accessGroupIds: readonly number[] | "all";
}

export interface Database {
  begin<T>(settings: TxSettings, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** A savepoint inside an open transaction; its failure leaves the outer one usable. */
  savepoint<T>(tx: Tx, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Hears NOTIFY on a channel until the answer is called; a lost connection is taken up again. */
  listen(channel: string, hear: (payload: string) => void): Promise<() => Promise<void>>;
  end(): Promise<void>;
}

/** Whether a transaction still goes on; its savepoints share it. */
interface Life {
  isOver: boolean;
}

const lives = new WeakMap<object, Life>();

function refuseWhenOver(life: Life): void {
  if (life.isOver) throw new Error("the transaction is over");
}

function withSql(tx: OrmTx, life: Life): Tx {
  // Drizzle keeps the connection's client on its session and names it nowhere else.
  const { session } = tx as unknown as { session: { client: postgres.TransactionSql } };
  session.client = new Proxy(session.client, {
    apply(client, self, given) {
      refuseWhenOver(life);
      return Reflect.apply(client, self, given);
    },
    get(client, key) {
      refuseWhenOver(life);
      return Reflect.get(client, key);
    },
  });
  lives.set(tx, life);
  return Object.assign(tx, { sql: session.client });
}

/**
 * Work whose connection was lost goes on until its next query, and by then postgres.js may have given
 * the connection to another transaction, of another tenant: that query, and the commit or rollback
 * at the end, would run there. So the client refuses, and the work ends in silence; whoever began
 * it has been told of the loss.
 */
async function whileAlive<T>(life: Life, work: () => Promise<T>): Promise<T> {
  const silence = new Promise<never>(() => undefined);
  try {
    const result = await work();
    return life.isOver ? silence : result;
  } catch (error) {
    // The loss rejects the query in hand first and is told of in the same turn.
    await new Promise(setImmediate);
    if (life.isOver) return silence;
    throw error;
  }
}

function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint ${text} is not a safe integer`);
  return value;
}

const instantText = (value: unknown) => (value instanceof Date ? value.toISOString() : value);
const jsonText = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));

/** Sent at once, not when it is awaited: no query of the work may come before it. */
function sayWhose({ sql }: Tx, settings: TxSettings): Fragment {
  const { tenantId, actorKind, actorId, accessGroupIds } = settings;
  return sql`select
    set_config('app.tenant_id', ${tenantId === null ? "" : String(tenantId)}, true),
    set_config('app.actor_kind', ${actorKind}, true),
    set_config('app.actor_id', ${actorId === null ? "" : String(actorId)}, true),
    set_config('app.access_groups', ${
      accessGroupIds === "all" ? "*" : accessGroupIds.join(",")
    }, true)`.execute();
}

/** Opens a pool on the application role's URL. `poolMax` connections at most. */
export function connect(url: string, { poolMax = 10 }: { poolMax?: number } = {}): Database {
  const client = postgres(url, {
    max: poolMax,
    onnotice: () => undefined,
    fetch_types: false,
    types: {
      bigint: { to: 20, from: [20], serialize: String, parse: safeInteger },
    },
  });
  const orm = drizzle(client, { schema });
  // Drizzle makes dates and JSON transparent for the whole client. Raw SQL on the same connection
  // wants them back; Drizzle's own columns take both forms.
  const { parsers, serializers } = client.options as unknown as Record<
    "parsers" | "serializers",
    Record<string, (value: never) => unknown>
  >;
  knowArrays(client.options as never);
  parsers[1184] = (text: string) => new Date(text);
  for (const oid of [1184, 1114]) serializers[oid] = instantText;
  for (const oid of [114, 3802]) serializers[oid] = jsonText;

  return {
    begin: async (settings, work) => {
      const life: Life = { isOver: false };
      try {
        return await orm.transaction((ormTx) =>
          whileAlive(life, async () => {
            const tx = withSql(ormTx, life);
            // Sent ahead of the first query on the same connection, so it costs no round trip of its own.
            const [, result] = await Promise.all([
              sayWhose(tx, settings),
              // Also what it throws before its first await must not leave the other one alone.
              (async () => work(tx))(),
            ]);
            return result;
          }),
        );
      } finally {
        life.isOver = true;
      }
    },
    savepoint: (tx, work) => {
      const life = lives.get(tx) ?? { isOver: false };
      return tx.transaction((inner) => whileAlive(life, () => work(withSql(inner, life))));
    },
    listen: async (channel, hear) => {
      const { unlisten } = await client.listen(channel, hear);
      return unlisten;
    },
    end: () => client.end({ timeout: 5 }),
  };
}
