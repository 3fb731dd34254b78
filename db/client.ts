import {
  drizzle,
  type PostgresJsDatabase,
  PostgresJsSession,
  PostgresJsTransaction,
} from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { knowArrays } from "./array-types";
import * as schema from "./schema";
import { type Read, shareReads } from "./shared-read";
import { type Opening, transact } from "./transaction";

export { sendAhead } from "./transaction";

type Orm = PostgresJsDatabase<typeof schema>;
type OrmTx = Parameters<Parameters<Orm["transaction"]>[0]>[0];

/**
 * An open transaction: Drizzle itself, and `sql`, the same connection's postgres.js client, for
 * set-based SQL and COPY. Both read bigint as number, date as "YYYY-MM-DD", timestamptz as Date.
 */
export type Tx = OrmTx & { readonly sql: postgres.TransactionSql };

/**
 * `= id` or `= any (ids)`. Of an array the planner sees how long it is and plans every statement
 * anew; a single id is planned once for the connection, which for a wide query saves milliseconds.
 */
export function among(sql: postgres.ISql, ids: readonly number[]): Fragment {
  const [only] = ids;
  return ids.length === 1 && only !== undefined
    ? sql`= ${only}::bigint`
    : sql`= any(${ids as number[]}::bigint[])`;
}

/**
 * `limit n`, the number written out. As a parameter the planner takes it for a tenth of the table
 * and plans anew each time; written out, one plan serves, so only where the values that are asked
 * for do not matter to it.
 */
export const limitOf = (sql: postgres.ISql, rows: number): Fragment =>
  sql.unsafe(`limit ${Math.trunc(rows)}`) as unknown as Fragment;

/** A piece of SQL to put into another tagged template. Thenable: never return it bare from async. */
export type Fragment = postgres.PendingQuery<postgres.Row[]>;

/** In whose name a transaction runs; the policies of 0002_walls.sql read these. */
export interface TxSettings {
  /** null only before sign-in: then no tenant's row is visible. */
  tenantId: number | null;
  actorKind: string;
  actorId: number | null;
  accessGroupIds: readonly number[] | "all";
  /** Categories of cases that the actor sees, and of which of them their own only; left out: all. */
  sight?: { categories: readonly string[] | "all"; own: readonly string[] };
  /** The client whose transaction it is: it works as saldo_portal (0060_portal.sql). */
  portalUserId?: number;
  /** Of somebody without an account whom a letter let in: their session (0067_organisations.sql). */
  portalLetterId?: number;
}

export interface Database {
  begin<T>(settings: TxSettings, work: (tx: Tx) => Promise<T>): Promise<T>;
  /**
   * Work that only reads. BEGIN and the settings travel with the first query and nobody waits for
   * the COMMIT, so one query costs one round trip.
   */
  read<T>(settings: TxSettings, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** A reader for what one request asks: at the same time means in one transaction, of one state. */
  share(settings: TxSettings): Read;
  /** One statement that stands for itself: a function of the owner's, which names its tenant. */
  call<T extends object>(work: (sql: postgres.ISql) => Promise<T[]>): Promise<T[]>;
  /** A savepoint inside an open transaction; its failure leaves the outer one usable. */
  savepoint<T>(tx: Tx, work: (tx: Tx) => Promise<T>): Promise<T>;
  /**
   * Hears NOTIFY on a channel until the answer is called; a lost connection is taken up again, and
   * `resumed` told of it: what was said meanwhile nobody has heard.
   */
  listen(
    channel: string,
    hear: (payload: string) => void,
    resumed?: () => void,
  ): Promise<() => Promise<void>>;
  end(): Promise<void>;
}

const clientOf = (tx: OrmTx): postgres.TransactionSql =>
  // Drizzle keeps the connection's client on its session and names it nowhere else.
  (tx as unknown as { session: { client: postgres.TransactionSql } }).session.client;

const withSql = (tx: OrmTx, sql: postgres.TransactionSql): Tx => Object.assign(tx, { sql });

function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint ${text} is not a safe integer`);
  return value;
}

/** Sends the settings ahead of the transaction's first query, so they cost no round trip. */
function applySettings(sql: postgres.ISql, settings: TxSettings): Promise<unknown> {
  const { tenantId, actorKind, actorId, accessGroupIds, sight } = settings;
  const categories = sight?.categories ?? "all";
  return sql`select
    set_config('app.tenant_id', ${tenantId === null ? "" : String(tenantId)}, true),
    set_config('app.actor_kind', ${actorKind}, true),
    set_config('app.actor_id', ${actorId === null ? "" : String(actorId)}, true),
    set_config('app.access_groups', ${
      accessGroupIds === "all" ? "*" : accessGroupIds.join(",")
    }, true),
    set_config('app.categories', ${categories === "all" ? "*" : categories.join(",")}, true),
    set_config('app.own_categories', ${sight?.own.join(",") ?? ""}, true)`.execute();
}

/** The same for a client: the transaction becomes a role that may read little and write nothing. */
function applyPortalSettings(sql: postgres.ISql, settings: TxSettings): Promise<unknown> {
  return sql`select
    set_config('app.tenant_id', ${String(settings.tenantId)}, true),
    set_config('app.actor_kind', ${settings.actorKind}, true),
    set_config('app.actor_id', '', true),
    set_config('app.access_groups', '', true),
    set_config('app.portal_user', ${String(settings.portalUserId)}, true),
    set_config('app.portal_letter', ${String(settings.portalLetterId ?? "")}, true),
    set_config('role', 'saldo_portal', true)`.execute();
}

/** Drizzle inside a transaction, as its own `transaction` makes it. */
function ormIn(orm: Orm, sql: postgres.TransactionSql): Tx {
  const { dialect, session } = orm as unknown as {
    dialect: ConstructorParameters<typeof PostgresJsSession>[1];
    session: { schema: never; options: object };
  };
  const client = sql as unknown as postgres.Sql;
  const inner = new PostgresJsSession(client, dialect, session.schema, session.options);
  const tx = new PostgresJsTransaction(dialect, inner as never, session.schema);
  return withSql(tx as unknown as OrmTx, sql);
}

const instantText = (value: unknown) => (value instanceof Date ? value.toISOString() : value);
const jsonText = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));

export interface PoolOptions {
  /** Connections at most. */
  poolMax?: number;
  /** Hears every statement as it is sent: a bench that sends the same again. */
  onStatement?: (text: string, parameters: unknown[]) => void;
}

/** Opens a pool on the application role's URL. */
export function connect(url: string, { poolMax = 10, onStatement }: PoolOptions = {}): Database {
  const client = postgres(url, {
    max: poolMax,
    ...(onStatement ? { debug: (_, text, parameters) => onStatement(text, parameters) } : {}),
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

  const run =
    (begin: Opening["begin"]): Database["begin"] =>
    (settings, work) => {
      const apply = settings.portalUserId === undefined ? applySettings : applyPortalSettings;
      const prepare = (sql: postgres.ISql) => apply(sql, settings);
      return transact(client, { begin, prepare }, (sql) => work(ormIn(orm, sql)));
    };
  const snapshot = run("begin isolation level repeatable read read only");
  return {
    begin: run("begin"),
    read: run("begin read only"),
    share: (settings) => shareReads((work) => snapshot(settings, work)),
    call: async (work) => [...(await work(client))],
    savepoint: (tx, work) => tx.transaction((inner) => work(withSql(inner, clientOf(inner)))),
    listen: async (channel, hear, resumed) => {
      let isFirst = true;
      const { unlisten } = await client.listen(channel, hear, () => {
        if (!isFirst) resumed?.();
        isFirst = false;
      });
      return unlisten;
    },
    end: () => client.end({ timeout: 5 }),
  };
}
