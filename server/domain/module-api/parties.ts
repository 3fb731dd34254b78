import { z } from "zod";
import { ADDRESS_KINDS, PARTY_KINDS, SEXES } from "@/db/values/parties";
import type { Context } from "../context";
import { createParty, getParty, updateParty } from "../parties";
import { ADDRESSES_MAX, CONTACTS_MAX, PARTY_NAME_LENGTH_MAX } from "../parties/inputs";
import {
  dayField,
  idField,
  outDayOrNull,
  outId,
  outText,
  outTextOrNull,
  textField,
} from "./fields";
import { procedure } from "./procedure";

const country = (what: string) =>
  z
    .string()
    .regex(/^[A-Z]{2}$/)
    .describe(what);
/** What may be taken away by null; the word about it stands on the whole. */
const orNull = <T extends z.ZodType>(field: T) =>
  field
    .nullable()
    .optional()
    .describe(field.description ?? "");
const contact = z
  .strictObject({
    value: textField("The address or the number.", 300).min(1),
    note: textField("Whose, when.", 200).optional(),
  })
  .describe("One contact.");

const partyFields = {
  kind: z.enum(PARTY_KINDS).describe("What it is."),
  fullName: textField("Name with titles, or as registered.", PARTY_NAME_LENGTH_MAX).min(1),
  birthNumber: orNull(
    textField("Birth number, any spelling; in a change left out: as it was.", 30),
  ),
  birthOn: orNull(dayField("Birth date.")),
  sex: z.enum(SEXES).nullable().optional().describe("Sex; told by a birth number."),
  registrationNo: orNull(textField("Registration number (IČO).", 30)),
  taxId: orNull(textField("Tax number (DIČ).", 30)),
  legalForm: orNull(textField("Legal form.", 100)),
  country: country("Country, ISO 3166-1.").default("CZ"),
  dataBoxId: orNull(textField("Data box.", 20)),
  otherId: orNull(textField("The module's own id of it.", 100)),
  note: orNull(textField("Note.", 5_000)),
  addresses: z
    .array(
      z
        .strictObject({
          kind: z.enum(ADDRESS_KINDS).describe("Which address."),
          street: orNull(textField("Street with number.", 200)),
          city: orNull(textField("Town.", 120)),
          postalCode: orNull(textField("Postal code.", 20)),
          country: orNull(country("Country; left out: told by the code.")),
        })
        .describe("One address."),
    )
    .max(ADDRESSES_MAX)
    .default([])
    .describe("Addresses, one a kind."),
  emails: z.array(contact).max(CONTACTS_MAX).default([]).describe("E-mail addresses."),
  phones: z.array(contact).max(CONTACTS_MAX).default([]).describe("Telephones."),
};

const partyOutput = z.object({
  partyId: outId("The party."),
  kind: outText("What it is."),
  fullName: outText("Name as people write it."),
  birthOn: outDayOrNull("Birth date."),
  birthNumberMasked: outTextOrNull("Birth number with its digits hidden; null where none is kept."),
  registrationNo: outTextOrNull("Registration number (IČO)."),
  taxId: outTextOrNull("Tax number (DIČ)."),
  country: outText("Country."),
  dataBoxId: outTextOrNull("Data box."),
  otherId: outTextOrNull("The module's own id of it."),
  mergedIntoId: z.number().int().nullable().describe("The living record, where this one ended."),
  version: z.number().int().describe("To be sent back with a change."),
  addresses: z
    .array(
      z
        .object({
          kind: outText("Which address."),
          street: outTextOrNull("Street with number."),
          city: outTextOrNull("Town."),
          postalCode: outTextOrNull("Postal code."),
          country: outText("Country."),
        })
        .describe("One address."),
    )
    .describe("Addresses."),
  contacts: z
    .array(
      z
        .object({ kind: outText("email or phone."), value: outText("The contact itself.") })
        .describe("One contact."),
    )
    .describe("Telephones and e-mail addresses."),
});

async function read(job: Context, partyId: number): Promise<z.input<typeof partyOutput>> {
  const { id, mergedInto, ...card } = await getParty(job, { partyId });
  return { ...card, partyId: id, mergedIntoId: mergedInto?.id ?? null };
}

export const getPartyById = procedure({
  ...{ method: "GET", path: "parties/:partyId", scope: "parties:read", tag: "parties" },
  footing: "job",
  summary: "A party",
  description: "Its birth number is never told whole.",
  input: z.strictObject({ partyId: idField("The party.") }),
  output: partyOutput,
  errors: { "parties.not_found": "not_found" },
  example: { partyId: 5 },
  run: ({ job, input }) => read(job, input.partyId),
});

export const createPartyByModule = procedure({
  ...{ method: "POST", path: "parties", scope: "parties:edit", tag: "parties", footing: "job" },
  summary: "Creates a party",
  description: "A party that is surely known already is refused, and the refusal names it.",
  input: z.strictObject({
    ...partyFields,
    isKnownToDiffer: z
      .boolean()
      .default(false)
      .describe("Somebody has seen the likely duplicates: it is somebody else."),
  }),
  output: z.object({ partyId: outId("The new party.") }),
  errors: {
    ...{ "parties.possible_duplicates": "precondition", "kernel.name_empty": "invalid" },
    ...{ "parties.birth_number_taken": "conflict", "parties.registration_no_taken": "conflict" },
  },
  example: { kind: "natural_person", fullName: "Ing. Jana Nováková", birthOn: "1985-04-12" },
  run: ({ job, input }) => createParty(job, input),
});

export const updatePartyByModule = procedure({
  ...{ method: "PUT", path: "parties/:partyId", scope: "parties:edit", tag: "parties" },
  footing: "job",
  summary: "Makes a party what the body says",
  description: "The whole record, as a form saves it; version is the one that was read.",
  input: z.strictObject({
    ...partyFields,
    partyId: idField("The party."),
    version: z.number().int().positive().describe("The version that was read."),
  }),
  output: z.object({ version: z.number().int().describe("The version it has now.") }),
  errors: { "parties.not_found": "not_found", "parties.changed_meanwhile": "conflict" },
  example: { partyId: 5, version: 2, kind: "natural_person", fullName: "Jana Nováková" },
  run: ({ job, input }) => updateParty(job, input),
});
