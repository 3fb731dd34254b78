import { z } from "zod";

const id = z.number().int().positive();
const CONTACTS_MAX = 5;
const contacts = z.array(z.string().trim().min(1).max(254)).max(CONTACTS_MAX);
const short = (max: number) => z.string().trim().max(max);
const orNothing = (max: number) =>
  short(max)
    .nullable()
    .transform((text) => text || null);

const address = z.object({
  street: short(200),
  city: short(120),
  postalCode: short(20),
  country: z.string().regex(/^[A-Z]{2}$/),
});

/** What a client may say of a card; what is left out stays. */
export const givenValues = z.object({
  name: short(300).min(1),
  taxId: orNothing(30),
  legalForm: orNothing(100),
  web: orNothing(300),
  dataBoxId: orNothing(20),
  address,
  emails: contacts,
  phones: contacts,
  bankAccount: orNothing(50),
  contactPerson: z
    .object({ name: short(200), position: short(100), email: short(254), phone: short(40) })
    .nullable()
    // A contact person without a name is none.
    .transform((person) => (person?.name ? person : null)),
});
export type GivenValues = z.output<typeof givenValues>;

export const changeOrganisationInput = givenValues.partial().extend({ version: id });
export type ChangeOrganisationInput = z.input<typeof changeOrganisationInput>;

export const changeIdInput = z.object({ changeId: id });
export const rejectChangeInput = z.object({
  changeId: id,
  /** Told to the client. */
  reason: short(500).min(1),
});
export const changesOfPartyInput = z.object({ partyId: id });
