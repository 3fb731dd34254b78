import { z } from "zod";
import {
  addressLine,
  type CompanyRecord,
  type RegisterAddress,
} from "@/server/kernel/company-record";
import { type Day, isDay } from "@/server/kernel/days";
import { isRegistrationNo } from "@/server/kernel/identifiers";

export const RPO_URL = "https://api.statistics.sk/rpo/v1";

const text = z.string().trim().nullish().catch(null);
const code = z.union([z.string().trim(), z.number()]).nullish().catch(null);
const during = { validFrom: text, validTo: text };
const coded = z.object({ value: text, code }).nullish().catch(null);

const addressForm = z.object({
  ...during,
  street: text,
  regNumber: code,
  buildingNumber: text,
  municipality: coded,
  district: coded,
  country: coded,
  postalCodes: z.array(z.string()).nullish().catch(null),
  formatedAddress: text,
});

/** What RPO says of a company: everything in times, the present among them. */
export const entityForm = z.object({
  id: z.number().int(),
  identifiers: z.array(z.object({ ...during, value: z.string() })).min(1),
  fullNames: z.array(z.object({ ...during, value: z.string().trim().min(1) })).min(1),
  addresses: z.array(addressForm).nullish().catch(null),
  legalForms: z
    .array(z.object({ ...during, value: coded }))
    .nullish()
    .catch(null),
  establishment: text,
  termination: text,
  dbModificationDate: text,
  sourceRegister: z.object({ value: coded }).nullish().catch(null),
});
export type RpoEntity = z.input<typeof entityForm>;

export const resultsForm = z.object({ results: z.array(entityForm) });

type During = { validFrom?: string | null; validTo?: string | null };

/** What holds now; of one that has ended, what held last. */
export function current<Item extends During>(
  items: readonly Item[] | null | undefined,
): Item | null {
  const open = (items ?? []).filter(({ validTo }) => !validTo);
  const among = open.length > 0 ? open : (items ?? []);
  const end = ({ validTo, validFrom }: Item) => `${validTo ?? ""} ${validFrom ?? ""}`;
  return among.reduce<Item | null>(
    (last, item) => (last === null || end(item) > end(last) ? item : last),
    null,
  );
}

/** Numbers are written with spaces too: "31 322 832". */
export function registrationNoOf(entity: z.output<typeof entityForm>): string {
  return (current(entity.identifiers)?.value ?? "").replaceAll(/\s/g, "").padStart(8, "0");
}

// Entrepreneurs of all kinds, in the classification of ŠÚ SR.
const NATURAL = /^1(?:0\d|10)$/;
const SLOVAKIA = /^(?:703|SVK?|SK)$/;

export function companyOf(entity: z.output<typeof entityForm>): CompanyRecord {
  const registrationNo = registrationNoOf(entity);
  const form = current(entity.legalForms)?.value ?? null;
  const formCode = form?.code === null || form?.code === undefined ? null : String(form.code);
  const address = current(entity.addresses);
  return {
    ...{ register: "rpo", registerId: String(entity.id), registrationNo },
    name: current(entity.fullNames)?.value ?? "",
    hasOddCheckDigit: !isRegistrationNo(registrationNo),
    ...{ taxId: null, groupTaxId: null, isVatPayer: null },
    legalForm: formCode === null ? null : { code: formCode, name: form?.value || null },
    isNaturalPerson: formCode === null ? null : NATURAL.test(formCode),
    seat: address === null ? null : addressOf(address),
    deliveryLines: [],
    since: dayOf(entity.establishment),
    ended: dayOf(entity.termination),
    updatedOn: dayOf(entity.dbModificationDate),
    source: entity.sourceRegister?.value?.value || null,
    sources: {},
  };
}

function addressOf(wire: z.output<typeof addressForm>): RegisterAddress {
  const register = wire.regNumber === null || wire.regNumber === undefined ? 0 : wire.regNumber;
  const isAbroad = wire.country?.code !== null && wire.country?.code !== undefined;
  const isSlovak = !isAbroad || SLOVAKIA.test(String(wire.country?.code));
  const building = wire.buildingNumber || null;
  const hasRegister = String(register) !== "0" && String(register) !== "";
  const parts = {
    street: wire.street || null,
    // Súpisné číslo; where there is none the number of the building is all there is.
    houseNumber: hasRegister ? String(register) : building,
    isRecreational: false,
    orientationNumber: hasRegister ? building : null,
    townPart: null,
    district: wire.district?.value || null,
    town: wire.municipality?.value || null,
    postalCode: wire.postalCodes?.[0]?.replaceAll(/\s/g, "") || null,
    country: isSlovak ? "SK" : null,
    addressPoint: null,
  };
  return { text: wire.formatedAddress || addressLine({ ...parts, text: null }), ...parts };
}

function dayOf(written: string | null | undefined): Day | null {
  const day = written?.slice(0, 10);
  return isDay(day) ? day : null;
}
