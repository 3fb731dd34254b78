import { readdirSync, readFileSync } from "node:fs";
import { generateDrizzleJson, generateMigration } from "drizzle-kit/api";
import { is } from "drizzle-orm";
import {
  getTableConfig,
  type IndexedColumn,
  type PgColumn,
  PgDialect,
  PgTable,
} from "drizzle-orm/pg-core";
import { SQL } from "drizzle-orm/sql";
import postgres from "postgres";
import { afterAll, describe, expect, it } from "vitest";
import * as schema from "./schema";
import { testDatabase } from "./testing";

const { ownerUrl } = await testDatabase();
const sql = postgres(ownerUrl, { max: 1, onnotice: () => undefined });
afterAll(() => sql.end());

/** Tables that only set-based SQL knows, or the runner of the migrations. */
const UNKNOWN_TO_DRIZZLE = /^(saldo_migrations|import_\w+_rows)$/;
/** Would close a circle of imports: claims know cases. */
const ONLY_IN_THE_CATALOGUE = [
  "case_groups foreign key (tenant_id, allocation_profile_id)" +
    " references allocation_profiles(tenant_id, id)",
];
const dialect = new PgDialect();
const tables = Object.values<unknown>(schema)
  .filter((value) => is(value, PgTable))
  .map((table) => getTableConfig(table as PgTable));

const byText = (lines: readonly string[]) => [...lines].sort();
const textOf = (value: SQL) => dialect.sqlToQuery(value).sql;

/** A default without what only the spelling adds: casts, quotes, spaces. */
const bare = (text: string) => text.replace(/::[a-z ]+(\[\])?/g, "").replace(/^'([\s\S]*)'$/, "$1");

function defaultOf(column: PgColumn): string {
  if (column.generated) return "generated";
  if (column.generatedIdentity) return "identity";
  const value = column.default;
  if (value === undefined) return "-";
  if (is(value, SQL)) return bare(textOf(value));
  if (column.getSQLType().endsWith("[]")) return `{${(value as unknown[]).join(",")}}`;
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function columnsOfDrizzle(): string[] {
  return tables.flatMap(({ name, columns }) =>
    columns.map((column) => {
      const type = column.getSQLType().replaceAll(", ", ",");
      const nullness = column.notNull || column.primary ? "not null" : "null";
      return `${name}.${column.name} ${type} ${nullness} ${defaultOf(column)}`;
    }),
  );
}

async function columnsOfCatalogue(): Promise<string[]> {
  const rows = await sql<Record<"at" | "type" | "nullness" | "kind" | "value", string>[]>`
    select c.relname || '.' || a.attname as at, format_type(a.atttypid, a.atttypmod) as type,
           case when a.attnotnull then 'not null' else 'null' end as nullness,
           case when a.attidentity <> '' then 'identity' when a.attgenerated <> '' then 'generated'
                when d.oid is null then '-' else '' end as kind,
           coalesce(pg_get_expr(d.adbin, d.adrelid), '') as value
      from pg_class c join pg_attribute a on a.attrelid = c.oid
      left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
       and a.attnum > 0 and not a.attisdropped`;
  return rows
    .filter(({ at }) => !UNKNOWN_TO_DRIZZLE.test(at.split(".")[0] ?? ""))
    .map(
      ({ at, type, nullness, kind, value }) => `${at} ${type} ${nullness} ${kind || bare(value)}`,
    );
}

function keysOfDrizzle(): string[] {
  return tables.flatMap(({ name, columns, primaryKeys, foreignKeys, checks }) => {
    const single = columns.filter((column) => column.primary).map((column) => [column.name]);
    const primary = [...single, ...primaryKeys.map((key) => key.columns.map((c) => c.name))];
    return [
      ...primary.map((key) => `${name} primary key (${key.join(", ")})`),
      ...checks.map((check) => `${name} check ${check.name}`),
      ...foreignKeys.map((key) => {
        const { columns: from, foreignColumns: to, foreignTable } = key.reference();
        const names = (all: PgColumn[]) => all.map((column) => column.name).join(", ");
        const end =
          key.onDelete && key.onDelete !== "no action" ? ` on delete ${key.onDelete}` : "";
        const target = `${getTableConfig(foreignTable).name}(${names(to)})${end}`;
        return `${name} foreign key (${names(from)}) references ${target}`;
      }),
    ];
  });
}

async function keysOfCatalogue(): Promise<string[]> {
  const rows = await sql<Record<"table" | "name" | "type" | "definition", string>[]>`
    select c.relname as table, k.conname as name, k.contype as type,
           pg_get_constraintdef(k.oid) as definition
      from pg_constraint k join pg_class c on c.oid = k.conrelid
     where c.relnamespace = 'public'::regnamespace and k.contype in ('p', 'f', 'c')`;
  return rows
    .filter(({ table }) => !UNKNOWN_TO_DRIZZLE.test(table))
    .map(({ table, name, type, definition }) => {
      if (type === "c") return `${table} check ${name}`;
      const words = /FOREIGN KEY|PRIMARY KEY|REFERENCES|ON DELETE \w+( NULL| DEFAULT)?/g;
      return `${table} ${definition.replace(words, (word) => word.toLowerCase())}`;
    });
}

function indexesOfDrizzle(): string[] {
  return tables.flatMap(({ name, indexes }) =>
    indexes.map(({ config }) => {
      const parts = config.columns.map((column) => {
        if (is(column, SQL)) return /^(\w+) collate "C"$/.exec(textOf(column))?.[1] ?? "expression";
        const { name: of = "", indexConfig } = column as IndexedColumn;
        return indexConfig?.order === "desc" ? `${of} desc nulls ${indexConfig.nulls}` : of;
      });
      const kind = config.unique ? "unique index" : "index";
      const end = config.where ? " where" : "";
      return `${name} ${kind} ${config.name} ${config.method ?? "btree"} (${parts.join(", ")})${end}`;
    }),
  );
}

async function indexesOfCatalogue(): Promise<string[]> {
  const rows = await sql<{ table: string; line: string }[]>`
    select t.relname as table,
           t.relname || case when x.indisunique then ' unique' else '' end || ' index ' || i.relname
             || ' ' || m.amname || ' (' || string_agg(coalesce(a.attname, 'expression')
             || case x.indoption[k.n - 1] & 3 when 0 then '' when 1 then ' desc nulls last'
                  when 3 then ' desc nulls first' else ' nulls first' end, ', ' order by k.n)
             || ')' || case when x.indpred is null then '' else ' where' end as line
      from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
      join pg_am m on m.oid = i.relam
     cross join lateral unnest(x.indkey::int2[]) with ordinality k (attnum, n)
      left join pg_attribute a on a.attrelid = t.oid and a.attnum = k.attnum and k.attnum > 0
     where t.relnamespace = 'public'::regnamespace and not x.indisprimary and t.relkind in ('r', 'p')
     group by t.relname, x.indisunique, i.relname, m.amname, x.indpred is null`;
  return rows.filter(({ table }) => !UNKNOWN_TO_DRIZZLE.test(table)).map(({ line }) => line);
}

describe("the schema in code and the migrated catalogue", () => {
  it("have the same columns: type, nullness, default", async () => {
    expect(byText(columnsOfDrizzle())).toEqual(byText(await columnsOfCatalogue()));
  });

  it("have the same keys and checks", async () => {
    const known = [...keysOfDrizzle(), ...ONLY_IN_THE_CATALOGUE];
    expect(byText(known)).toEqual(byText(await keysOfCatalogue()));
  });

  it("have the same indexes", async () => {
    expect(byText(indexesOfDrizzle())).toEqual(byText(await indexesOfCatalogue()));
  });
});

describe("the generator's snapshot", () => {
  it("is that of the schema; npm run db:snapshot writes it anew", async () => {
    const folder = new URL("./migrations/meta/", import.meta.url);
    const file = readdirSync(folder)
      .filter((name) => name.endsWith("_snapshot.json"))
      .sort()
      .at(-1);
    const stored = JSON.parse(readFileSync(new URL(file ?? "", folder), "utf8"));
    expect(await generateMigration(stored, generateDrizzleJson(schema))).toEqual([]);
  });
});
