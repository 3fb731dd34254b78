import { sql } from "drizzle-orm";
import {
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import type { FiasParts } from "../../server/kernel/fias-address";
import {
  ADDRESS_CHECKS,
  ADDRESS_KINDS,
  CONTACT_KINDS,
  PARTY_KINDS,
  PHONE_KINDS,
  SEXES,
} from "../values/parties";
import { at, bytea, createdAt, id, oneOf, ref, tenantId, tsvector } from "./columns";

export const parties = pgTable(
  "parties",
  {
    tenantId: tenantId(),
    id: id(),
    kind: text("kind", { enum: PARTY_KINDS }).notNull(),
    /** As people write it, titles included; the parts stand beside it. */
    fullName: text("full_name").notNull(),
    titlesBefore: text("titles_before"),
    givenName: text("given_name"),
    surname: text("surname"),
    titlesAfter: text("titles_after"),
    /** Folded words in alphabetical order: equal keys may be the same person. */
    nameKey: text("name_key").notNull(),
    /** Surname first, folded by the database itself (0010_debtor_order.sql): the order of lists. */
    sortName: text("sort_name")
      .notNull()
      .generatedAlwaysAs(sql`party_sort_name(surname, given_name, full_name)`),
    birthOn: date("birth_on", { mode: "string" }),
    sex: text("sex", { enum: SEXES }),
    /** AES-256-GCM; the hash is keyed (HMAC-SHA-256) and serves look-ups and uniqueness. */
    birthNumberCipher: bytea("birth_number_cipher"),
    birthNumberHash: bytea("birth_number_hash"),
    registrationNo: text("registration_no"),
    taxId: text("tax_id"),
    legalForm: text("legal_form"),
    /** As people call it, "ČEZ" for "ČEZ, a. s."; null where the name is short enough. */
    shortName: text("short_name"),
    /** Number for VAT where it is another than `taxId`: the Slovak IČ DPH, that of a VAT group. */
    vatId: text("vat_id"),
    /** ИНН, КПП and ОГРН of a Russian counterparty. */
    inn: text("inn"),
    kpp: text("kpp"),
    ogrn: text("ogrn"),
    /** "C 12345 vedená u Městského soudu v Praze"; in SK and elsewhere as the extract writes it. */
    fileMark: text("file_mark"),
    country: text("country").notNull().default("CZ"),
    dataBoxId: text("data_box_id"),
    web: text("web"),
    otherId: text("other_id"),
    note: text("note"),
    mergedIntoId: ref("merged_into_id"),
    search: tsvector("search").notNull().default(sql`''::tsvector`),
    importId: ref("import_id"),
    version: integer("version").notNull().default(1),
    createdBy: ref("created_by"),
    createdAt: createdAt(),
    updatedAt: at("updated_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    // Every debtor once: the database itself refuses a second living record of one birth number or IČO.
    uniqueIndex("parties_birth_number_key")
      .on(t.tenantId, t.birthNumberHash)
      .where(sql`birth_number_hash is not null and merged_into_id is null`),
    uniqueIndex("parties_registration_no_key")
      .on(t.tenantId, t.country, t.registrationNo)
      .where(sql`registration_no is not null and merged_into_id is null`),
    index("parties_name_key").on(t.tenantId, t.nameKey, t.birthOn),
    index("parties_name").on(t.tenantId, t.sortName, t.id),
    index("parties_kind")
      .on(t.tenantId, t.kind, t.sortName, t.id)
      .where(sql`kind <> 'natural_person'`),
    index("parties_data_box").on(t.tenantId, t.dataBoxId).where(sql`data_box_id is not null`),
    index("parties_merged_into")
      .on(t.tenantId, t.mergedIntoId)
      .where(sql`merged_into_id is not null`),
    index("parties_import").on(t.tenantId, t.importId).where(sql`import_id is not null`),
    index("parties_search").using("gin", t.search),
    foreignKey({ columns: [t.tenantId, t.mergedIntoId], foreignColumns: [t.tenantId, t.id] }),
    oneOf("parties_kind", "kind", PARTY_KINDS),
    oneOf("parties_sex", "sex", SEXES),
  ],
);

export const partyAddresses = pgTable(
  "party_addresses",
  {
    tenantId: tenantId(),
    partyId: ref("party_id").notNull(),
    kind: text("kind", { enum: ADDRESS_KINDS }).notNull(),
    street: text("street"),
    city: text("city"),
    postalCode: text("postal_code"),
    country: text("country").notNull().default("CZ"),
    /** "town|street number", folded, in "C" order: equal ones meet, towns are found by prefix. */
    addressKey: text("address_key").notNull(),
    /** Code of the address point in RÚIAN (or the Slovak register of addresses). */
    addressPoint: text("address_point"),
    /** Identifier of a Russian address in ФИАС. */
    fiasCode: text("fias_code"),
    /** Its levels there; street and city are written of them. */
    fiasParts: jsonb("fias_parts").$type<FiasParts>(),
    /** Whether it exists, and when that was asked; forgotten as soon as the address changes. */
    checkResult: text("check_result", { enum: ADDRESS_CHECKS }),
    checkedOn: date("checked_on", { mode: "string" }),
    importId: ref("import_id"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.partyId, t.kind] }),
    index("party_addresses_key").on(t.tenantId, t.addressKey),
    foreignKey({
      columns: [t.tenantId, t.partyId],
      foreignColumns: [parties.tenantId, parties.id],
    }).onDelete("cascade"),
    oneOf("party_addresses_kind", "kind", ADDRESS_KINDS),
    oneOf("party_addresses_check_result", "check_result", ADDRESS_CHECKS),
    check("party_addresses_fias_parts", sql`jsonb_typeof(fias_parts) = 'object'`),
    check("party_addresses_checked", sql`(check_result is null) = (checked_on is null)`),
  ],
);

export const partyContacts = pgTable(
  "party_contacts",
  {
    tenantId: tenantId(),
    id: id(),
    partyId: ref("party_id").notNull(),
    kind: text("kind", { enum: CONTACT_KINDS }).notNull(),
    /** E-mail in lower case, telephone as E.164. */
    value: text("value").notNull(),
    phoneKind: text("phone_kind", { enum: PHONE_KINDS }),
    note: text("note"),
    importId: ref("import_id"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("party_contacts_value_key").on(t.tenantId, t.partyId, t.kind, t.value),
    index("party_contacts_value").on(t.tenantId, t.value),
    foreignKey({
      columns: [t.tenantId, t.partyId],
      foreignColumns: [parties.tenantId, parties.id],
    }).onDelete("cascade"),
    oneOf("party_contacts_kind", "kind", CONTACT_KINDS),
    oneOf("party_contacts_phone_kind", "phone_kind", PHONE_KINDS),
  ],
);

/** What a counterparty is licensed for, by whom and until when. */
export const partyLicences = pgTable(
  "party_licences",
  {
    tenantId: tenantId(),
    id: id(),
    partyId: ref("party_id").notNull(),
    kind: text("kind").notNull(),
    number: text("number").notNull(),
    issuedBy: text("issued_by"),
    validFrom: date("valid_from", { mode: "string" }),
    validTo: date("valid_to", { mode: "string" }),
    importId: ref("import_id"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("party_licences_number_key").on(t.tenantId, t.partyId, t.kind, t.number),
    foreignKey({
      columns: [t.tenantId, t.partyId],
      foreignColumns: [parties.tenantId, parties.id],
    }).onDelete("cascade"),
    check("party_licences_days", sql`valid_from <= valid_to`),
  ],
);

/** What a merge moved, so that it can be taken back. */
export const partyMerges = pgTable(
  "party_merges",
  {
    tenantId: tenantId(),
    id: id(),
    keptId: ref("kept_id").notNull(),
    mergedId: ref("merged_id").notNull(),
    snapshot: jsonb("snapshot").$type<Record<string, unknown>>().notNull(),
    mergedBy: ref("merged_by"),
    mergedAt: at("merged_at").notNull().defaultNow(),
    undoneAt: at("undone_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("party_merges_kept").on(t.tenantId, t.keptId),
    index("party_merges_merged").on(t.tenantId, t.mergedId),
    foreignKey({ columns: [t.tenantId, t.keptId], foreignColumns: [parties.tenantId, parties.id] }),
    foreignKey({
      columns: [t.tenantId, t.mergedId],
      foreignColumns: [parties.tenantId, parties.id],
    }),
  ],
);
