import type { Tx } from "@/db/client";
import type { LetterFact } from "../../templates";
import { bare } from "../bare";

export interface Answers {
  birthOn?: string | null | undefined;
  registrationNo?: string | null | undefined;
  taxId?: string | null | undefined;
  phone?: string | null | undefined;
  refNo?: string | null | undefined;
}

/** What the addressee would answer, as their card says today. */
export interface Known {
  /** The living card. */
  partyId: number;
  name: string;
  birthOn: string | null;
  registrationNo: string | null;
  taxId: string | null;
  phones: string[];
  refNo: string;
}

/** null: the case is gone, or the addressee is on it no more. */
export async function loadKnown(
  { sql }: Tx,
  { caseId, partyId }: { caseId: number; partyId: number },
): Promise<Known | null> {
  const [row] = await sql<Known[]>`
    select p.id as "partyId", p.full_name as name, p.birth_on as "birthOn",
           p.registration_no as "registrationNo", p.tax_id as "taxId", k.ref_no as "refNo",
           coalesce((select array_agg(c.value) from party_contacts c
                      where c.party_id = p.id and c.kind = 'phone'), '{}') as phones
      from parties p join cases k on k.id = ${caseId}
     where p.id = living_party(${partyId})
       and k.id = any (portal_cases_of(array[p.id, ${partyId}::bigint]))`;
  return row ?? null;
}

const PHONE_DIGITS = 4;
const lastDigits = (text: string) => text.replace(/\D/g, "").slice(-PHONE_DIGITS);

const IS_RIGHT: Record<LetterFact, (known: Known, answers: Answers) => boolean> = {
  birthOn: (known, { birthOn }) => known.birthOn !== null && birthOn === known.birthOn,
  registrationNo: (known, { registrationNo }) => isSame(known.registrationNo, registrationNo),
  taxId: (known, { taxId }) => isSame(known.taxId, taxId),
  phone: ({ phones }, { phone }) => {
    const digits = lastDigits(phone ?? "");
    return digits.length === PHONE_DIGITS && phones.some((each) => lastDigits(each) === digits);
  },
  refNo: (known, { refNo }) => (refNo ?? "").trim() === known.refNo,
};

const isSame = (known: string | null, given: string | null | undefined) =>
  known !== null && bare(given) === bare(known);

/** Every fact that the letter asks for must be right; one that is gone from the card never is. */
export const areRight = (asks: readonly LetterFact[], known: Known, answers: Answers): boolean =>
  asks.length > 0 && asks.every((fact) => IS_RIGHT[fact](known, answers));
