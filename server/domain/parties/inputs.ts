import { z } from "zod";
import {
  ADDRESS_KINDS,
  type AddressKind,
  PARTY_KINDS,
  type PartyKind,
  SEXES,
} from "@/db/values/parties";
import { isDay } from "@/server/kernel/days";
import type { FiasLevel } from "@/server/kernel/fias-address";
import { PAGE_LIMIT_MAX } from "@/server/kernel/page";

const id = z.number().int().positive();
const day = z.string().refine(isDay, "kernel.day_not_a_day");
const text = (max: number) => z.string().trim().max(max);
const optional = (max: number) => text(max).nullish();

export const PARTY_NAME_LENGTH_MAX = 300;
export const ADDRESSES_MAX = ADDRESS_KINDS.length;
export const CONTACTS_MAX = 20;

/** An identifier of ФИАС. */
export const FIAS_CODE = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** The same, or nothing. */
const FIAS = /^(?:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})?$/;

const level = optional(120);
/** "Республика Татарстан", "Раменский р-н", "г Казань", "ул Баумана", "д 5" … */
const fiasLevels = {
  region: level,
  area: level,
  city: level,
  settlement: level,
  street: level,
  house: level,
  building: level,
  flat: level,
} satisfies Record<FiasLevel, typeof level>;

export const addressInput = z.object({
  kind: z.enum(ADDRESS_KINDS),
  street: optional(200),
  city: optional(120),
  postalCode: optional(20),
  /** Left out: told by the postal code, else the party's own. */
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .nullish(),
  /** Code of the address point in the state's register (RÚIAN, the Slovak register of addresses). */
  addressPoint: z
    .string()
    .trim()
    .regex(/^\d{0,12}$/, "parties.address_point_bad_shape")
    .nullish(),
  /** Of a Russian address: its identifier in ФИАС. */
  fiasCode: z.string().trim().toLowerCase().regex(FIAS, "parties.fias_code_bad_shape").nullish(),
  /** Its levels there, of which street and town are written; what is typed of those is not read then. */
  fias: z.object(fiasLevels).nullish(),
});
export type AddressInput = z.input<typeof addressInput>;

export const LICENCES_MAX = 30;
const licenceInput = z
  .object({
    /** What it allows, in words: "směnárenská činnost". */
    kind: text(200).min(1),
    number: text(100).min(1),
    issuedBy: optional(200),
    validFrom: day.nullish(),
    validTo: day.nullish(),
  })
  .refine(({ validFrom, validTo }) => !validFrom || !validTo || validFrom <= validTo, {
    message: "parties.licence_days",
    path: ["validTo"],
  });
export type LicenceInput = z.input<typeof licenceInput>;

const contactInput = z.object({ value: text(300), note: optional(200) });
export type ContactInput = z.input<typeof contactInput>;

/** One person or company as a form or a row of a workbook gives it. */
export const partyInput = z.object({
  kind: z.enum(PARTY_KINDS),
  /** Of a person with titles, in any order that `parseFullName` reads; of a company as registered. */
  fullName: text(PARTY_NAME_LENGTH_MAX),
  /** Any spelling. In an update: left out keeps what is stored, null or "" takes it away. */
  birthNumber: optional(30),
  birthOn: day.nullish(),
  sex: z.enum(SEXES).nullish(),
  registrationNo: optional(30),
  taxId: optional(30),
  legalForm: optional(100),
  shortName: optional(100),
  /** Number for VAT where it is another than the tax id: the Slovak IČ DPH, that of a VAT group. */
  vatId: optional(30),
  inn: optional(20),
  kpp: optional(20),
  ogrn: optional(20),
  /** "C 12345 vedená u Městského soudu v Praze", or as an extract of another country writes it. */
  fileMark: optional(200),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .default("CZ"),
  dataBoxId: optional(20),
  web: optional(300),
  otherId: optional(100),
  note: optional(5_000),
  addresses: z
    .array(addressInput)
    .max(ADDRESSES_MAX)
    .refine(
      (list) => new Set(list.map((a) => a.kind)).size === list.length,
      "parties.address_twice",
    )
    .default([]),
  emails: z.array(contactInput).max(CONTACTS_MAX).default([]),
  phones: z.array(contactInput).max(CONTACTS_MAX).default([]),
  /** In an update: left out keeps what is stored. */
  licences: z
    .array(licenceInput)
    .max(LICENCES_MAX)
    .refine(
      (list) => new Set(list.map((each) => `${each.kind}\n${each.number}`)).size === list.length,
      "parties.licence_twice",
    )
    .optional(),
});
export type PartyInput = z.input<typeof partyInput>;
export type PartyDraft = z.output<typeof partyInput>;

export const createPartyInput = partyInput.extend({
  /** The person has seen the possible duplicates and knows it is somebody else. */
  isKnownToDiffer: z.boolean().default(false),
});
export type CreatePartyInput = z.input<typeof createPartyInput>;

/** The whole record as it shall be; `version` is the one that the form was opened with. */
export const updatePartyInput = partyInput.extend({ partyId: id, version: id });
export type UpdatePartyInput = z.input<typeof updatePartyInput>;

export const partyIdInput = z.object({ partyId: id });

export const revealBirthNumberInput = z.object({ partyId: id, reason: optional(500) });
export type RevealBirthNumberInput = z.input<typeof revealBirthNumberInput>;

/** What is known while a form is being filled in; anything may still be missing or wrong. */
export const findDuplicatesInput = z.object({
  kind: z.enum(PARTY_KINDS),
  fullName: text(PARTY_NAME_LENGTH_MAX).default(""),
  birthNumber: optional(30),
  birthOn: text(20).nullish(),
  registrationNo: optional(30),
  country: text(2).default("CZ"),
  addresses: z
    .array(addressInput.extend({ country: text(2).nullish() }))
    .max(10)
    .default([]),
  exceptId: id.nullish(),
});
export type FindDuplicatesInput = z.input<typeof findDuplicatesInput>;

export const scanDuplicatesInput = z.object({
  cursor: z.string().max(8_192).nullish(),
  limit: z.number().int().min(1).max(PAGE_LIMIT_MAX).default(20),
});
export type ScanDuplicatesInput = z.input<typeof scanDuplicatesInput>;

export const MERGE_FIELDS = [
  "kind",
  "fullName",
  "birthOn",
  "sex",
  "birthNumber",
  "registrationNo",
  "taxId",
  "legalForm",
  "shortName",
  "vatId",
  "inn",
  "kpp",
  "ogrn",
  "fileMark",
  "country",
  "dataBoxId",
  "web",
  "otherId",
  "note",
] as const;
export type MergeField = (typeof MERGE_FIELDS)[number];

export const mergePartiesInput = z
  .object({
    keepId: id,
    mergeId: id,
    /** Fields whose value comes from the record that ends, against the usual rule. */
    take: z.array(z.enum(MERGE_FIELDS)).default([]),
    /** Kinds of address likewise. */
    takeAddresses: z.array(z.enum(ADDRESS_KINDS)).default([]),
  })
  .refine((input) => input.keepId !== input.mergeId, "parties.merge_itself");
export type MergePartiesInput = z.input<typeof mergePartiesInput>;

export const undoMergeInput = z.object({ mergeId: id });

/** What narrows a list of parties; the same shape serves list, count, export and bulk actions. */
export const partyFilter = z.object({
  text: z.string().max(200).optional(),
  kind: z.enum(PARTY_KINDS).optional(),
  country: z.string().length(2).optional(),
  /** Beginning of the town of any address, blind to case and diacritics. */
  city: z.string().max(120).optional(),
  hasEmail: z.boolean().optional(),
  hasPhone: z.boolean().optional(),
  hasDataBox: z.boolean().optional(),
  /** Parties of the cases of this case group. */
  groupId: id.optional(),
  importId: id.optional(),
});
export type PartyFilter = z.infer<typeof partyFilter>;

export const PARTY_SORTS = ["name", "-name", "oldest", "newest"] as const;
export type PartySort = (typeof PARTY_SORTS)[number];

export const listPartiesInput = z.object({
  filter: partyFilter.prefault({}),
  sort: z.enum(PARTY_SORTS).default("name"),
  cursor: z.string().max(8_192).nullish(),
  limit: z.number().int().min(1).max(PAGE_LIMIT_MAX).default(50),
});
export type ListPartiesInput = z.input<typeof listPartiesInput>;

export const countPartiesInput = z.object({ filter: partyFilter.prefault({}) });

export const matchingPartiesInput = z.object({
  filter: partyFilter.prefault({}),
  afterId: z.number().int().nonnegative().default(0),
  limit: z.number().int().min(1).max(10_000).default(1_000),
});
export type MatchingPartiesInput = z.input<typeof matchingPartiesInput>;

export const quickSearchInput = z.object({
  text: z.string().max(200),
  limit: z.number().int().min(1).max(20).default(8),
});
export type QuickSearchInput = z.input<typeof quickSearchInput>;

export type { AddressKind, PartyKind };
