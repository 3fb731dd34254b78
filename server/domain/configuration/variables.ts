import { createHash } from "node:crypto";
import type { Fragment, Tx } from "@/db/client";
import { readJson } from "@/server/connectors/web";
import { type Context, clockFrom, inTransaction, reading } from "../context";
import {
  callOut,
  closeLine,
  fillUrl,
  type Hosts,
  type Line,
  openLine,
  readHosts,
} from "./call-out";
import type { ConfigFile, FileVariable } from "./file-schema";
import { configInForce } from "./in-force";
import { stable } from "./plan";
import { fallbackOf, type KeptValues, valuesOf } from "./values-of-answer";

const CALLS_AT_ONCE = 8;
/** So many in a row without an answer, and the program is left alone for the rest of the batch. */
const SILENT_MAX = 5;
/** What has just failed is not asked again by every letter. */
const REST_MS = 60_000;

/** Of another definition a kept value does not count. */
export const definitionHash = ({ url, fields }: FileVariable): string =>
  createHash("sha256").update(stable({ url, fields })).digest("hex").slice(0, 32);

export interface Prefetch {
  caseIds: readonly number[];
  /** Names of variables; left out: all of the file. */
  names?: readonly string[];
  /** Asks also what is kept and still good. */
  isFresh?: boolean;
}

/**
 * Asks the customer's program for values of cases that are not kept, or no longer good, some at a time,
 * and keeps them. Outside of any transaction; inside of one it does nothing. A program that is silent
 * is noted, never thrown. Cases that the actor does not see are not asked for.
 */
export async function prefetchVariables(ctx: Context, prefetch: Prefetch): Promise<void> {
  if (ctx.tx || prefetch.caseIds.length === 0) return;
  const { together: _, ...alone } = ctx;
  const { wanted, hosts } = await reading(alone, async (tx) => {
    const config = await configInForce(tx);
    const found = await staleOf(alone, tx, { config, prefetch });
    return { wanted: found, hosts: found.length > 0 ? await readHosts(ctx, tx) : new Map() };
  });
  if (wanted.length === 0) return;
  const clock = clockFrom(ctx.now);
  const line = openLine(CALLS_AT_ONCE);
  try {
    const answers = await askAll(alone, wanted, { hosts, line, clock });
    await keep(alone, answers);
  } finally {
    closeLine(line);
  }
}

interface Wanted {
  name: string;
  variable: FileVariable;
  definition: string;
  caseId: number;
  refNo: string;
}

async function staleOf(
  { now }: Context,
  { sql }: Tx,
  { config, prefetch }: { config: ConfigFile; prefetch: Prefetch },
): Promise<Wanted[]> {
  const { caseIds, names, isFresh = false } = prefetch;
  const variables = Object.entries(config.templateCustomVariables)
    .filter(([name]) => !names || names.includes(name))
    .map(([name, variable]) => ({ name, variable, definition: definitionHash(variable) }));
  if (variables.length === 0) return [];
  const rows = await sql<{ name: string; caseId: number; refNo: string; category: string }[]>`
    select n.name, c.id as "caseId", c.ref_no as "refNo", c.category
      from cases c
     cross join unnest(${variables.map(({ name }) => name)}::text[],
                       ${variables.map(({ definition }) => definition)}::text[],
                       ${variables.map(({ variable }) => variable.cacheMinutes)}::int[])
             as n (name, definition, minutes)
      left join custom_values v on v.variable = n.name and v.case_id = c.id
                               and v.definition = n.definition
     where c.id = any(${caseIds as number[]}::bigint[]) and c.voided_at is null
       and (${isFresh} or v.case_id is null
            or ((coalesce(v.fetched_at, '-infinity') <= ${now}::timestamptz - n.minutes * interval '1 minute'
                 or ${isBookedSince(sql)})
                and (v.trouble is null
                     or v.tried_at <= ${new Date(now.getTime() - REST_MS)}::timestamptz)))
     order by n.name, c.id`;
  return rows.flatMap(({ name, caseId, refNo, category }) => {
    const known = variables.find((each) => each.name === name);
    const { categories } = known?.variable ?? {};
    if (!known || (categories && !categories.includes(category))) return [];
    return [{ ...known, caseId, refNo }];
  });
}

/** Money moved on case `c` after value `v` was learned: what the program says of a balance is old. */
const isBookedSince = (sql: Tx["sql"]): Fragment => sql`
  (exists (select from payments b where b.case_id = c.id and b.booked_at > v.fetched_at)
   or exists (select from allocations b where b.case_id = c.id and b.booked_at > v.fetched_at)
   or exists (select from claims l join claim_components p on p.claim_id = l.id
                join component_entries b on b.component_id = p.id
               where l.case_id = c.id and b.booked_at > v.fetched_at))`;

interface Answer extends Wanted {
  /** When it was asked for: of what came in between, the program may have known nothing. */
  askedAt: Date;
  values: KeptValues | null;
  trouble: string | null;
}

interface Tools {
  hosts: Hosts;
  line: Line;
  clock(): Date;
}

async function askAll(ctx: Context, wanted: readonly Wanted[], tools: Tools): Promise<Answer[]> {
  const answers: Answer[] = [];
  const silent = new Map<string, number>();
  const left = [...wanted];
  const work = async () => {
    for (let one = left.shift(); one; one = left.shift()) {
      const answer =
        (silent.get(one.name) ?? 0) >= SILENT_MAX
          ? { ...one, askedAt: tools.clock(), values: null, trouble: "left_alone" }
          : await askOne(ctx, one, tools);
      silent.set(one.name, answer.trouble ? (silent.get(one.name) ?? 0) + 1 : 0);
      answers.push(answer);
    }
  };
  await Promise.all(Array.from({ length: CALLS_AT_ONCE }, work));
  return answers;
}

async function askOne(
  ctx: Context,
  wanted: Wanted,
  { hosts, line, clock }: Tools,
): Promise<Answer> {
  const { name, variable, caseId, refNo } = wanted;
  const askedAt = clock();
  const outcome = await callOut(ctx, hosts, {
    url: fillUrl(variable.url, { id: caseId, caseId, refNo }, "refNo"),
    ...{
      method: "GET",
      id: `var_${name}_${caseId}_${askedAt.getTime()}`,
      at: askedAt,
      body: "",
      line,
    },
    timeoutMs: variable.timeoutSeconds * 1_000,
  });
  const asked = { ...wanted, askedAt };
  if (outcome.kind !== "answer") return { ...asked, values: null, trouble: outcome.reason };
  if (outcome.status !== 200) {
    return { ...asked, values: null, trouble: `http_${outcome.status}` };
  }
  const values = valuesOf(readJson(outcome.body), variable);
  return { ...asked, values, trouble: values ? null : "odd_answer" };
}

/** One that failed keeps what was known before it, with its age. */
async function keep(ctx: Context, answers: readonly Answer[]): Promise<void> {
  const rows = answers.map(({ name, caseId, definition, askedAt, values, trouble }) => ({
    ...{ variable: name, case_id: caseId, definition, asked_at: askedAt, values, trouble },
  }));
  await inTransaction(ctx, async (_, { sql }) => {
    await sql`
      insert into custom_values as v (variable, case_id, definition, "values", fetched_at, tried_at, trouble)
      select n.variable, n.case_id, n.definition, n."values",
             case when n.trouble is null then n.asked_at end, n.asked_at, n.trouble
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
             as n (variable text, case_id bigint, definition text, asked_at timestamptz, "values" jsonb,
                     trouble text)
       order by n.variable, n.case_id
      on conflict (tenant_id, variable, case_id) do update
         set "values" = case when excluded.trouble is null or v.definition <> excluded.definition
                             then excluded."values" else v."values" end,
             fetched_at = case when excluded.trouble is null or v.definition <> excluded.definition
                               then excluded.fetched_at else v.fetched_at end,
             definition = excluded.definition, tried_at = excluded.tried_at,
             trouble = excluded.trouble`;
  });
}

export interface KnownValue {
  variable: string;
  caseId: number;
  /** null: nothing is known, and the file names no fallback. */
  values: KeptValues | null;
  /** When the program said so; null: never, these are the file's fallback. */
  fetchedAt: Date | null;
  triedAt: Date | null;
  /** Why the last try brought nothing; null: it did, or none was made. */
  trouble: string | null;
}

/** What is known of the cases, by what was last said; the file's fallback where nothing was. */
export async function readVariables(
  { sql }: Tx,
  config: ConfigFile,
  caseIds: readonly number[],
): Promise<KnownValue[]> {
  const variables = Object.entries(config.templateCustomVariables);
  if (variables.length === 0 || caseIds.length === 0) return [];
  const rows = await sql<(KnownValue & { definition: string })[]>`
    select v.variable, v.case_id as "caseId", v."values", v.fetched_at as "fetchedAt",
           v.tried_at as "triedAt", v.trouble, v.definition
      from custom_values v join cases c on c.id = v.case_id
     where v.case_id = any(${caseIds as number[]}::bigint[])`;
  const known = new Map(rows.map((row) => [`${row.variable} ${row.caseId}`, row]));
  return variables.flatMap(([name, variable]) =>
    caseIds.map((caseId): KnownValue => {
      const row = known.get(`${name} ${caseId}`);
      const isSame = row?.definition === definitionHash(variable);
      const values = (isSame && row?.values) || null;
      const state = isSame
        ? { triedAt: row.triedAt, trouble: row.trouble }
        : { triedAt: null, trouble: null };
      if (values)
        return { variable: name, caseId, values, fetchedAt: row?.fetchedAt ?? null, ...state };
      return { variable: name, caseId, values: fallbackOf(variable), fetchedAt: null, ...state };
    }),
  );
}
