import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openDesk } from "../testing";
import { duplicateMatches } from "./duplicate-matches";
import {
  DUPLICATE_REASONS,
  type DuplicateFacts,
  duplicateReason,
  maskName,
} from "./duplicate-rule";
import { inTenant } from "./testing/rows";

const desk = await openDesk();

// Few values, so that random records meet often and in every way.
const facts = fc.record<DuplicateFacts>({
  birthNumberHash: fc.constantFrom(null, null, "aa", "bb"),
  registrationNo: fc.constantFrom(null, null, "00000001", "00000002"),
  country: fc.constantFrom("CZ", "SK"),
  nameKey: fc.constantFrom("", "jan novak", "eva mala"),
  birthOn: fc.constantFrom(null, "1980-01-01", "1990-01-01"),
  addressKeys: fc.subarray(["praha|dlouha 1", "brno|kratka 2", "plzen|siroka 3"]),
});

describe("duplicateMatches", () => {
  it("is the pure rule over many rows", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(facts, { minLength: 1, maxLength: 12 }),
        fc.array(facts, { minLength: 1, maxLength: 12 }),
        async (stored, asked) => {
          const tenant = await desk.tenant();
          await inTenant(tenant, async (tx) => {
            const { sql } = tx;
            const living: { id: number; facts: DuplicateFacts }[] = [];
            for (const one of stored) {
              const id = await insert(sql, one);
              if (id !== null) living.push({ id, facts: one });
            }
            const rows = asked.map((one, i) => ({
              row_no: i,
              birth_number_hash: one.birthNumberHash,
              registration_no: one.registrationNo,
              country: one.country,
              name_key: one.nameKey,
              birth_on: one.birthOn,
              address_keys: one.addressKeys,
            }));
            const candidates = sql`(
              select row_no, decode(birth_number_hash, 'hex') as birth_number_hash, registration_no,
                     country, name_key, birth_on, address_keys
                from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (row_no bigint,
                  birth_number_hash text, registration_no text, country text, name_key text,
                  birth_on date, address_keys text[]))`;
            const found = await sql<{ row_no: number; party_id: number; reason: string }[]>`
              select * from ${duplicateMatches(tx, candidates)} m order by row_no`;
            const got = found.map((m) => [m.row_no, m.party_id, m.reason]);
            expect(got).toEqual(asked.flatMap((one, i) => expected(living, one, i)));
          });
        },
      ),
      { numRuns: 40 },
    );
  });
});

type Sql = Parameters<Parameters<typeof inTenant>[1]>[0]["sql"];

/** Null where the unique indexes refuse the record. */
async function insert(sql: Sql, one: DuplicateFacts): Promise<number | null> {
  const [row] = await sql<{ id: number }[]>`
    insert into parties (kind, full_name, name_key, birth_on, country, registration_no,
                         birth_number_hash)
    values ('natural_person', 'x', ${one.nameKey}, ${one.birthOn}, ${one.country},
            ${one.registrationNo}, decode(${one.birthNumberHash}, 'hex'))
    on conflict do nothing returning id`;
  if (!row) return null;
  for (const [i, key] of one.addressKeys.entries()) {
    await sql`insert into party_addresses (party_id, kind, address_key)
              values (${row.id}, ${["main", "seat", "other"][i] ?? "main"}, ${key})`;
  }
  return row.id;
}

function expected(
  living: readonly { id: number; facts: DuplicateFacts }[],
  one: DuplicateFacts,
  row: number,
): [number, number, string][] {
  const hits = living.flatMap(({ id, facts: other }) => {
    const reason = duplicateReason(one, other);
    return reason ? [{ id, reason, rank: DUPLICATE_REASONS.indexOf(reason) }] : [];
  });
  const [best] = hits.sort((a, b) => a.rank - b.rank || a.id - b.id);
  return best ? [[row, best.id, best.reason]] : [];
}

describe("maskName", () => {
  it.each([
    ["Ing. Jan Novák", "I. J. N."],
    ["žaneta čapková", "Ž. Č."],
    ["3M Česko, s.r.o.", "M. Č. S."],
    ["", ""],
  ])("%s is %s", (name, masked) => {
    expect(maskName(name)).toBe(masked);
  });
});
