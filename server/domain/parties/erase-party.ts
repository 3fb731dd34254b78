import { z } from "zod";
import type { Locale } from "@/server/kernel/locale";
import { writeAudit } from "../audit";
import { authorize, type Context, inTransaction } from "../context";
import { writeFact } from "../events";
import { companyKey } from "./party";
import { refreshCasesOf } from "./refresh-cases";
import { rewriteSearch } from "./rewrite-search";

/** Whom a card is of once its person was erased; the number tells such cards apart. */
const ERASED: Record<Locale, string> = {
  cs: "Vymazaná osoba",
  sk: "Vymazaná osoba",
  en: "Erased person",
  ru: "Удалённое лицо",
};

const erasePartyInput = z.object({ partyId: z.number().int().positive() });

/**
 * Takes everything personal off a card, and off those that were merged into it: names, birth,
 * numbers, addresses, contacts. The card stays, for what was booked stands by it. It cannot be taken
 * back, nor can the merges. Whether it may be done, the caller has found out. Answers the cards.
 */
export async function eraseParty(
  ctx: Context,
  raw: z.input<typeof erasePartyInput>,
): Promise<{ partyIds: number[] }> {
  authorize(ctx, "privacy:decide");
  const { partyId } = erasePartyInput.parse(raw);
  return inTransaction(ctx, async (inner, tx) => {
    const { sql } = tx;
    const rows = await sql<{ id: number; language: Locale }[]>`
      with recursive merged (id) as (
        select ${partyId}::bigint
        union select p.id from parties p join merged m on p.merged_into_id = m.id)
      select p.id, t.language from parties p join merged m on m.id = p.id
        join tenants t on t.id = p.tenant_id order by p.id for no key update of p`;
    const partyIds = rows.map(({ id }) => id);
    const name = ERASED[rows[0]?.language ?? "cs"];
    await sql`
      update parties set full_name = ${name} || ' ' || id, name_key = ${companyKey(name)},
             titles_before = null, given_name = null, surname = null, titles_after = null,
             birth_on = null, sex = null, birth_number_cipher = null, birth_number_hash = null,
             registration_no = null, tax_id = null, short_name = null, vat_id = null, inn = null,
             kpp = null, ogrn = null, file_mark = null, data_box_id = null, web = null,
             other_id = null, note = null, updated_at = ${inner.now}, version = version + 1
       where id = any(${partyIds}::bigint[])`;
    for (const table of ["party_addresses", "party_contacts", "party_licences"]) {
      await sql`delete from ${sql(table)} where party_id = any(${partyIds}::bigint[])`;
    }
    // What a merge remembers of a person is the person once more; without it none is taken back.
    await sql`
      update party_merges set snapshot = '{}', undone_at = coalesce(undone_at, ${inner.now})
       where kept_id = any(${partyIds}::bigint[]) or merged_id = any(${partyIds}::bigint[])`;
    for (const id of partyIds) await rewriteSearch(tx, id);
    await refreshCasesOf(inner, tx, partyIds);
    const entry = { action: "parties.erase", entity: "party", entityId: partyId };
    await writeAudit(inner, { ...entry, after: { cards: partyIds.length } });
    await writeFact(inner, { name: "party.changed", payload: { partyId } });
    return { partyIds };
  });
}
