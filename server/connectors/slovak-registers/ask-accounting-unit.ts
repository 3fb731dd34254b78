import { z } from "zod";
import { type Day, isDay } from "@/server/kernel/days";
import type { Asked } from "@/server/kernel/register-answer";
import { callRegister, type RegisterAccess, unavailable } from "../registers";
import { unasked } from "../registers/unasked";
import { readOk } from "./ask-rpo";

export const ACCOUNTING_URL = "https://www.registeruz.sk/cruz-public/api";

/** An accounting unit of the Slovak register of financial statements: the one that says the DIČ. */
export interface AccountingUnit {
  id: number;
  registrationNo: string;
  /** DIČ, ten digits; the VAT number (IČ DPH) is not in the register. */
  taxId: string | null;
  name: string;
  street: string | null;
  town: string | null;
  postalCode: string | null;
  legalFormCode: string | null;
  since: Day | null;
  ended: Day | null;
}

const BYTES_MAX = 1024 * 1024;
/** A number has one unit, or one that lives and a few that were withdrawn. */
const UNITS_MAX = 5;
/** The register refuses a question without a day since when units changed; it is younger than this. */
const CHANGED_SINCE = "2000-01-01";
const WITHDRAWN = "ZMAZANÉ";
const HEADERS = { accept: "application/json" };

const idsForm = z.object({
  id: z.array(z.number().int()),
  existujeDalsieId: z.boolean().nullish(),
});
const text = z.string().trim().nullish().catch(null);
const unitForm = z.object({
  id: z.number().int(),
  ico: text,
  dic: text,
  nazovUJ: text,
  ulica: text,
  mesto: text,
  psc: text,
  pravnaForma: text,
  datumZalozenia: text,
  datumZrusenia: text,
  stav: text,
});
export type WireUnit = z.input<typeof unitForm>;

/**
 * The accounting unit of a Slovak registration number (IČO): listed by it, then asked for. `clear`:
 * the register has none, as it has of all who keep no double-entry books. Each question is counted.
 */
export async function askAccountingUnit(
  access: RegisterAccess,
  registrationNo: string,
): Promise<Asked<AccountingUnit> & { questionCount: number }> {
  if (!/^\d{8}$/.test(registrationNo)) return { ...unasked("no_identifier"), questionCount: 0 };
  const question = new URLSearchParams({ "zmenene-od": CHANGED_SINCE, ico: registrationNo });
  const listing = {
    method: "GET",
    path: `uctovne-jednotky?${question}`,
    headers: HEADERS,
  } as const;
  let ids: readonly number[] = [];
  const listed = await callRegister<AccountingUnit>(
    access,
    { ...listing, bytesMax: BYTES_MAX },
    (reply) =>
      readOk(reply, (json) => {
        const list = idsForm.safeParse(json);
        if (!list.success) return unavailable("garbage");
        if (list.data.id.length > UNITS_MAX) return unavailable("refused", "too_many_units");
        ids = list.data.id;
        return { outcome: "clear", asOf: null };
      }),
  );
  let last = { ...listed, questionCount: 1 };
  for (const id of ids) {
    const { questionCount } = last;
    const asked = await askUnit(access, id, registrationNo);
    last = { ...asked, questionCount: questionCount + 1 };
    if (last.answer.outcome !== "clear") return last;
  }
  return last;
}

/** `clear` where the register has withdrawn the unit. */
function askUnit(
  access: RegisterAccess,
  id: number,
  registrationNo: string,
): Promise<Asked<AccountingUnit>> {
  const call = { method: "GET", path: `uctovna-jednotka?id=${id}`, headers: HEADERS } as const;
  return callRegister(access, { ...call, bytesMax: BYTES_MAX }, (reply) =>
    readOk(reply, (json) => {
      const unit = unitForm.safeParse(json);
      if (!unit.success || unit.data.id !== id) return unavailable("garbage");
      if (unit.data.stav === WITHDRAWN) return { outcome: "clear", asOf: null };
      if (unit.data.ico?.padStart(8, "0") !== registrationNo) return unavailable("wrong_person");
      const records = [unitOf(unit.data, registrationNo)];
      return { outcome: "found", records, quality: "identifier", asOf: null, isCut: false };
    }),
  );
}

function unitOf(wire: z.output<typeof unitForm>, registrationNo: string): AccountingUnit {
  const dayOf = (written: string | null | undefined) => (isDay(written) ? written : null);
  return {
    ...{ id: wire.id, registrationNo, name: wire.nazovUJ ?? "" },
    taxId: /^\d{10}$/.test(wire.dic ?? "") ? (wire.dic ?? null) : null,
    ...{ street: wire.ulica || null, town: wire.mesto || null },
    postalCode: wire.psc?.replaceAll(/\s/g, "") || null,
    legalFormCode: wire.pravnaForma || null,
    ...{ since: dayOf(wire.datumZalozenia), ended: dayOf(wire.datumZrusenia) },
  };
}
