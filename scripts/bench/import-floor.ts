import { once } from "node:events";
import { createReadStream, createWriteStream, readFileSync } from "node:fs";
import { join } from "node:path";
import { finished, pipeline } from "node:stream/promises";
import postgres from "postgres";
import { openWorkbook } from "@/server/connectors/workbook";

export type FloorKind = "cases" | "claims" | "payments";

/** New rows of these tables, in the order in which they may be written. */
const WRITTEN: Record<FloorKind, string[]> = {
  cases: [
    "case_groups",
    "parties",
    "party_addresses",
    "party_contacts",
    "search_words",
    "cases",
    "case_parties",
    "audit_entries",
  ],
  claims: [
    "claims",
    "claim_components",
    "component_entries",
    "payments",
    "allocations",
    "audit_entries",
  ],
  payments: ["payments", "allocations", "audit_entries"],
};

/** Tables whose rows publishing rewrites: balances, search words. */
const REWRITTEN: Record<FloorKind, string[]> = {
  cases: [],
  claims: ["cases"],
  payments: ["claims", "cases"],
};

const POINTED_AT = ["parties", "cases", "claims", "claim_components", "payments"];

export interface FloorResult {
  seconds: number;
  readSeconds: number;
  copySeconds: number;
  /** Part of it that writes changed rows of known records again. */
  rewriteSeconds: number;
  rows: number;
  processorSeconds: number | null;
}

/**
 * What an import cannot do without: reading the file, and COPY of the same rows into the same tables
 * with all their indexes and keys. What was published is dumped, taken away and copied back, as
 * superuser, because COPY is closed to tables behind row level security.
 */
export class Floor {
  private readonly sql = postgres(process.env.DATABASE_ADMIN_URL ?? "", {
    max: 1,
    onnotice: () => undefined,
  });
  private marks = new Map<string, number>();

  constructor(private readonly folder: string) {}

  /** Remembers what is there, and lets no earlier work disturb the measurement. */
  async before(): Promise<void> {
    for (const table of new Set(Object.values(WRITTEN).flat())) {
      const [row] = await this.sql<{ mark: number }[]>`
        select coalesce(max(${this.sql.unsafe(idOf(table))}), 0)::int as mark from ${this.sql(table)}`;
      this.marks.set(table, row?.mark ?? 0);
    }
    await this.sql`checkpoint`;
  }

  async measure(kind: FloorKind, path: string): Promise<FloorResult> {
    for (const table of WRITTEN[kind]) await this.dump(table, this.since(table));
    for (const table of REWRITTEN[kind]) await this.dump(table, "true");
    await this.empty(kind);
    for (const table of REWRITTEN[kind]) {
      await this
        .sql`create table ${this.sql(clone(table))} (like ${this.sql(table)} including all)`;
    }
    await this.sql`checkpoint`;
    const before = await this.processorSeconds();
    const start = performance.now();
    const rows = await readAll(path);
    const read = performance.now();
    await this.sql.begin(async (tx) => {
      for (const table of WRITTEN[kind]) {
        await this.load(tx, table, table);
        // Else the look-ups of foreign keys walk whole indexes of a table believed to be empty.
        if (POINTED_AT.includes(table)) await tx`analyze ${tx(table)} (tenant_id)`;
      }
    });
    const copied = performance.now();
    await this.sql.begin(async (tx) => {
      for (const table of REWRITTEN[kind]) await this.load(tx, table, clone(table));
    });
    const rewritten = performance.now();
    const after = await this.processorSeconds();
    for (const table of REWRITTEN[kind]) await this.sql`drop table ${this.sql(clone(table))}`;
    await this.sql`analyze`;
    return {
      seconds: seconds(start, rewritten),
      readSeconds: seconds(start, read),
      copySeconds: seconds(read, copied),
      rewriteSeconds: seconds(copied, rewritten),
      rows,
      processorSeconds: spanOf(before, after),
    };
  }

  /**
   * Processor seconds so far of this process and of every connection to the database; null where the
   * server is not a process of this machine. Neighbours on the machine stretch the clock, not these.
   */
  async processorSeconds(): Promise<number | null> {
    const rows = await this.sql<{ pid: number }[]>`
      select pid from pg_stat_activity where datname = current_database()`;
    const { user, system } = process.cpuUsage();
    try {
      const parts = rows.map(({ pid }) => ticksOf(readFileSync(`/proc/${pid}/stat`, "utf8")));
      return (
        (user + system) / 1e6 + parts.reduce((sum, ticks) => sum + ticks, 0) / TICKS_PER_SECOND
      );
    } catch {
      return null;
    }
  }

  end(): Promise<void> {
    return this.sql.end();
  }

  private since(table: string): string {
    return `${idOf(table)} > ${this.marks.get(table) ?? 0}`;
  }

  private file(table: string): string {
    return join(this.folder, `${table}.copy`);
  }

  private async columns(
    sql: postgres.Sql | postgres.TransactionSql,
    table: string,
  ): Promise<string> {
    const [row] = await sql<{ names: string }[]>`
      select string_agg(quote_ident(attname), ', ' order by attnum) as names from pg_attribute
       where attrelid = ${table}::regclass and attnum > 0 and not attisdropped and attgenerated = ''`;
    return row?.names ?? "";
  }

  private async dump(table: string, which: string): Promise<void> {
    const query = `copy (select ${await this.columns(this.sql, table)} from ${table} where ${which} order by 1, 2) to stdout`;
    // The driver leaves a connection paused after a long COPY, so each gets one of its own.
    const own = postgres(process.env.DATABASE_ADMIN_URL ?? "", { max: 1 });
    await pipeline(await own.unsafe(query).readable(), createWriteStream(this.file(table)));
    await own.end({ timeout: 0 });
  }

  private async load(tx: postgres.TransactionSql, from: string, into: string): Promise<void> {
    const query = `copy ${into} (${await this.columns(tx, from)}) from stdin`;
    const copy = await tx.unsafe(query).writable();
    for await (const piece of createReadStream(this.file(from), { highWaterMark: 1 << 20 })) {
      if (!copy.write(piece)) await once(copy, "drain");
    }
    copy.end();
    await finished(copy);
  }

  /** Truncated, so that nothing dead lies in the tables when the rows come back. */
  private async empty(kind: FloorKind): Promise<void> {
    const { sql } = this;
    // All that refuse to be emptied: which of them a cascade reaches changes with every foreign key.
    const tables = await sql<{ name: string }[]>`
      select tgrelid::regclass::text as name from pg_trigger where tgname = 'append_only_whole'`;
    const guarded = tables.map(({ name }) => name);
    await sql.begin(async (tx) => {
      for (const table of guarded) await tx`alter table ${tx(table)} disable trigger user`;
      if (kind === "cases")
        await tx`truncate parties, cases, case_groups, search_words, audit_entries cascade`;
      else {
        const emptied =
          kind === "claims" ? ["claims", "payments", "allocations"] : ["payments", "allocations"];
        await tx`truncate ${tx.unsafe(emptied.join(", "))} cascade`;
        await tx`delete from audit_entries where ${tx.unsafe(this.since("audit_entries"))}`;
      }
      for (const table of guarded) await tx`alter table ${tx(table)} enable trigger user`;
    });
    await sql`vacuum audit_entries`;
  }
}

const TICKS_PER_SECOND = 100;

/** User and system time behind the name in brackets, which may itself hold brackets. */
function ticksOf(stat: string): number {
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return Number(fields[11]) + Number(fields[12]);
}

/** Seconds between two readings, to the hundredth. */
export function spanOf(before: number | null, after: number | null): number | null {
  return before === null || after === null ? null : Number((after - before).toFixed(2));
}

const clone = (table: string) => `bench_${table}`;
const seconds = (from: number, to: number) => Number(((to - from) / 1000).toFixed(2));

const IDS: Record<string, string> = { party_addresses: "party_id", search_words: "length(word)" };
const idOf = (table: string) => IDS[table] ?? "id";

async function readAll(path: string): Promise<number> {
  const workbook = await openWorkbook({ path }, { fileName: "bench.xlsx" });
  let rows = 0;
  for await (const batch of workbook.rows(0)) rows += batch.rows.length;
  await workbook.close();
  return rows;
}
