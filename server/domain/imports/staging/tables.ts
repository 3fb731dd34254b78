import type postgres from "postgres";
import type { Tx } from "@/db/client";

const RECORDS = {
  cases: `row_no ref_no ref_year ref_number category state role group_code opened_on owner_id
    tag_codes fields extra_fields party_no creditor_no`,
  parties: `party_no row_no kind full_name titles_before given_name surname titles_after name_key
    birth_on sex birth_number_cipher birth_number_hash registration_no tax_id legal_form country
    data_box_id web other_id note search address_kinds streets cities postal_codes
    address_countries address_keys house_keys contact_kinds contact_values phone_kinds
    requisites`,
  claims: `row_no ref_no ref_year ref_number variable_symbol title due_on arisen_on value_on
    principal_minor fee_minor costs_minor paid_minor paid_on currency`,
  payments: `row_no ref_no ref_year ref_number variable_symbol amount_minor value_on currency note
    transaction_no`,
  schedules: `row_no ref_no ref_year ref_number variable_symbol due_on amount_minor part_count rhythm
    total_minor currency`,
  events: `row_no ref_no ref_year ref_number kind text happened_at due_at is_all_day assignee_id
    place result priority`,
} as const;

/** What a row of a workbook may become; a row of cases makes two of them. */
export type StagedKind = keyof typeof RECORDS;
export const STAGED_KINDS = Object.keys(RECORDS) as StagedKind[];

/** Column lists as SQL; constants of this file, so they may stand in a statement as they are. */
const COLUMNS = Object.fromEntries(
  Object.entries(RECORDS).map(([kind, names]) => [kind, names.split(/\s+/).join(", ")]),
) as Record<StagedKind, string>;

const STORED: Record<StagedKind, string> = {
  cases: "import_case_rows",
  parties: "import_party_rows",
  claims: "import_claim_rows",
  payments: "import_payment_rows",
  schedules: "import_schedule_rows",
  events: "import_event_rows",
};

/**
 * The transaction's own copies, `t_cases` and so on: COPY is closed to tables behind row level
 * security, and these may be analysed, so that the planner knows what it joins.
 */
export async function makeWorkTables({ sql }: Tx): Promise<void> {
  for (const kind of STAGED_KINDS) {
    await sql`
      create temp table ${sql(`t_${kind}`)} on commit drop as
      select ${sql.unsafe(COLUMNS[kind])} from ${sql(STORED[kind])} with no data`;
  }
}

/** Opens COPY into a work table; the lines hold its columns in the order of RECORDS. */
export function copyInto({ sql }: Tx, kind: StagedKind) {
  return sql`copy ${sql(`t_${kind}`)} (${sql.unsafe(COLUMNS[kind])}) from stdin`.writable();
}

/** Keeps the work tables until somebody publishes them. */
export async function storeWorkTables(tx: Tx, importId: number): Promise<number> {
  const { sql } = tx;
  await dropStaged(tx, importId);
  let rows = 0;
  for (const kind of STAGED_KINDS) {
    const result = await sql`
      insert into ${sql(STORED[kind])} (import_id, ${sql.unsafe(COLUMNS[kind])})
      select ${importId}, ${sql.unsafe(COLUMNS[kind])} from ${sql(`t_${kind}`)}`;
    rows += result.count;
  }
  return rows;
}

/** Fills the work tables from what was kept; answers how many rows there were, as storing did. */
export async function restoreWorkTables(tx: Tx, importId: number): Promise<number> {
  const { sql } = tx;
  await makeWorkTables(tx);
  let rows = 0;
  for (const kind of STAGED_KINDS) {
    const result = await sql`
      insert into ${sql(`t_${kind}`)} (${sql.unsafe(COLUMNS[kind])})
      select ${sql.unsafe(COLUMNS[kind])} from ${sql(STORED[kind])} where import_id = ${importId}`;
    rows += result.count;
  }
  await analyzeWorkTables(tx);
  return rows;
}

const RESOLVED = `t_people t_heads t_known t_who t_case t_link t_merged t_group t_claim t_symbol
  t_place t_payment t_agreed t_schedule t_event`.split(/\s+/);

/** Takes the work tables away before the transaction ends, to fill them anew. */
export async function dropWorkTables(
  { sql }: Tx,
  { isResolvedOnly = false }: { isResolvedOnly?: boolean } = {},
): Promise<void> {
  const staged = isResolvedOnly ? [] : STAGED_KINDS.map((kind) => `t_${kind}`);
  for (const name of [...RESOLVED, ...staged]) await sql`drop table if exists ${sql(name)}`;
}

/** What the planner joins by; search vectors and JSON would take it longer than the joins. */
const JOINED_BY: Record<StagedKind, string> = {
  cases: "row_no, ref_year, ref_number, party_no, creditor_no, group_code",
  parties: "party_no, row_no, birth_number_hash, registration_no, name_key, birth_on",
  claims: "row_no, ref_year, ref_number, variable_symbol",
  payments: "row_no, ref_year, ref_number, variable_symbol",
  schedules: "row_no, ref_year, ref_number, variable_symbol",
  events: "row_no, ref_year, ref_number",
};

export async function analyzeWorkTables({ sql }: Tx): Promise<void> {
  for (const kind of STAGED_KINDS) {
    await sql`analyze ${sql(`t_${kind}`)} (${sql.unsafe(JOINED_BY[kind])})`;
  }
}

export async function dropStaged({ sql }: Tx, importId: number): Promise<void> {
  for (const kind of STAGED_KINDS) {
    await sql`delete from ${sql(STORED[kind])} where import_id = ${importId}`;
  }
}

/** Rows without an error among the findings, as a condition on a work table's `row_no`. */
export function isGood({ sql }: Tx, importId: number): postgres.Fragment {
  return sql`row_no not in (select f.row_no from import_findings f
    where f.import_id = ${importId} and f.severity = 'error')`;
}
