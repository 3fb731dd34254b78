import type { Fragment, Tx } from "@/db/client";
import { INTL_TAG, type Locale } from "@/server/kernel/locale";
import type { Context } from "../context";
import { type PickedRows, pickedRows } from "../picked-rows";
import {
  balances,
  cellsOf,
  chosen,
  columnsOf,
  type ExportBatches,
  one,
  type Pieces,
} from "../sheets";
import { LAST_CHARACTER, type PartyConditions, partyConditions } from "./filter-sql";
import { listPartiesInput, type PartySort } from "./inputs";
import { type PartyListItem, partyRows } from "./list-parties";

const query = listPartiesInput.pick({ filter: true, sort: true });
const BATCH_ROWS = 1_000;

/** A file gives every telephone and e-mail; the list has room for the first. */
type Row = PartyListItem & { phones: string[]; emails: string[] };

/** Columns of the register, as cells. The birth number is none of them. */
const PIECES: Pieces<Row> = {
  name: one("text", (row) => row.fullName),
  birthOn: one("day", (row) => row.birthOn),
  registrationNo: one("text", (row) => row.registrationNo),
  taxId: one("text", (row) => row.taxId),
  vatId: one("text", (row) => row.vatId),
  shortName: one("text", (row) => row.shortName),
  legalForm: one("text", (row) => row.legalForm),
  fileMark: one("text", (row) => row.fileMark),
  inn: one("text", (row) => row.inn),
  kpp: one("text", (row) => row.kpp),
  ogrn: one("text", (row) => row.ogrn),
  licences: one("text", (row) => row.licences),
  addressPoint: one("text", (row) => row.addressPoint),
  fiasCode: one("text", (row) => row.fiasCode),
  city: one("text", (row) => row.city),
  street: one("text", (row) => row.street),
  country: one("text", (row, { language }) => countryName(row.country, language)),
  phone: one("text", (row) => row.phones.join(", ") || null),
  email: one("text", (row) => row.emails.join(", ") || null),
  dataBox: one("text", (row) => row.dataBoxId),
  cases: one("number", (row) => row.caseCount || null),
  balance: {
    ...balances<Row>(),
    value: (row, asked) => (row.caseCount > 0 ? balances<Row>().value(row, asked) : [null, null]),
  },
  createdAt: one("time", (row) => row.createdAt),
};

const regionNames = new Map<Locale, Intl.DisplayNames>();

function countryName(code: string, language: Locale): string {
  if (!/^[A-Z]{2}$/.test(code)) return code;
  const names =
    regionNames.get(language) ??
    new Intl.DisplayNames([INTL_TAG[language]], { type: "region", fallback: "code" });
  regionNames.set(language, names);
  return names.of(code) ?? code;
}

/** The register of parties as a file: the columns that the person sees, in the order they see. */
export const partyExport = {
  permission: "parties:read" as const,
  query,
  columns: (key: string, language: Locale) => columnsOf(PIECES[key], language),
  rows: exportRows,
};

interface Wanted {
  query: ReturnType<typeof query.parse>;
  keys: string[];
  picked: PickedRows | null;
}

/**
 * Which rows, in which order, is settled once by a cursor of the database; what a row shows is
 * looked up batch by batch, as the list does for its page.
 */
async function* exportRows(ctx: Context, tx: Tx, wanted: Wanted): ExportBatches {
  const { sql } = tx;
  const { filter, sort } = wanted.query;
  const pieces = chosen(PIECES, wanted.keys);
  const asked = { language: ctx.actor.language, today: ctx.today };
  const { picked } = wanted;
  const conditions = await partyConditions(ctx, tx, picked?.mode === "some" ? {} : filter);
  await sql`
    declare exported_parties no scroll cursor for
    select p.id from parties p where true ${conditions.where}
           ${pickedRows(tx, { id: sql`p.id`, picked })} ${ordering(tx, conditions, sort)}`;
  for (;;) {
    const found = await sql<{ id: number }[]>`
      fetch forward ${sql.unsafe(String(BATCH_ROWS))} from exported_parties`;
    if (found.length === 0) return;
    const ids = found.map(({ id }) => id);
    const rows = await withContacts(tx, await partyRows(tx, ids));
    yield { cells: rows.map((row) => cellsOf(pieces, row, asked)), partyIds: ids };
  }
}

/** The order of the list; see `namedKeys` there. */
function ordering({ sql }: Tx, { lead, isUnsorted }: PartyConditions, sort: PartySort): Fragment {
  if (sort === "oldest") return sql`order by p.id`;
  if (sort === "newest" || isUnsorted) return sql`order by p.id desc`;
  const direction = sort === "-name" ? sql`desc` : sql`asc`;
  const byName = sql`p.sort_name ${direction}, p.id ${direction}`;
  if (lead === null) return sql`order by ${byName}`;
  const end = lead + LAST_CHARACTER;
  return sql`order by (p.sort_name >= ${lead} and p.sort_name < ${end}) desc, ${byName}`;
}

async function withContacts(tx: Tx, parties: readonly PartyListItem[]): Promise<Row[]> {
  const ids = parties.map(({ id }) => id);
  const rows = await tx.sql<{ id: number; phones: string[] | null; emails: string[] | null }[]>`
    select k.party_id as id,
           array_agg(k.value order by k.phone_kind = 'mobile' desc, k.id)
             filter (where k.kind = 'phone') as phones,
           array_agg(k.value order by k.id) filter (where k.kind = 'email') as emails
      from party_contacts k where k.party_id = any (${ids}) group by k.party_id`;
  const contacts = new Map(rows.map((row) => [row.id, row]));
  return parties.map((party) => ({
    ...party,
    phones: contacts.get(party.id)?.phones ?? [],
    emails: contacts.get(party.id)?.emails ?? [],
  }));
}
