import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
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

function withSql(tx: OrmTx): Tx {
  // Drizzle keeps the connection's client on its session and names it nowhere else.
  const session = (tx as unknown as { session: { client: postgres.TransactionSql } }).session;
  return Object.assign(tx, { sql: session.client });
}

function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint ${text} is not a safe integer`);
  return value;
}

const instantText = (value: unknown) => (value instanceof Date ? value.toISOString() : value);
const jsonText = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));

/** Opens a pool on the application role's URL. `poolMax` connections at most. */
export function connect(url: string, { poolMax = 10 }: { poolMax?: number } = {}): Database {
  const client = postgres(url, {
    max: poolMax,
    onnotice: () => undefined,
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
  parsers[1184] = (text: string) => new Date(text);
  for (const oid of [1184, 1114]) serializers[oid] = instantText;
  for (const oid of [114, 3802]) serializers[oid] = jsonText;

  return {
    begin: (settings, work) =>
      orm.transaction(async (ormTx) => {
        const tx = withSql(ormTx);
        // Sent ahead of the first query on the same connection, so it costs no round trip of its own.
        const set = tx.sql`select
          set_config('app.tenant_id', ${settings.tenantId === null ? "" : String(settings.tenantId)}, true),
          set_config('app.actor_kind', ${settings.actorKind}, true),
          set_config('app.actor_id', ${settings.actorId === null ? "" : String(settings.actorId)}, true),
          set_config('app.access_groups', ${
            settings.accessGroupIds === "all" ? "*" : settings.accessGroupIds.join(",")
          }, true)`.execute();
        const [result] = await Promise.all([work(tx), set]);
        return result;
      }),
    savepoint: (tx, work) => tx.transaction((inner) => work(withSql(inner))),
    listen: async (channel, hear) => {
      const { unlisten } = await client.listen(channel, hear);
      return unlisten;
    },
    end: () => client.end({ timeout: 5 }),
  };
}
