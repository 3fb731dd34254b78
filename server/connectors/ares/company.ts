import type { z } from "zod";
import {
  addressLine,
  type CompanyRecord,
  type RegisterAddress,
} from "@/server/kernel/company-record";
import { type Day, isDay } from "@/server/kernel/days";
import { isRegistrationNo } from "@/server/kernel/identifiers";
import { type addressForm, type companyForm, numberText } from "./ares-words";
import { isNaturalForm, LEGAL_FORMS } from "./legal-forms";

const EVIDENCE_NUMBER = "2";

/** An address as ARES keeps it, of a seat or of a standardisation. */
export function addressOf(wire: z.output<typeof addressForm>): RegisterAddress {
  const orientation = numberText(wire.cisloOrientacni);
  const letter = wire.cisloOrientacniPismeno ?? "";
  const point = numberText(wire.kodAdresnihoMista);
  const postalCode = numberText(wire.psc);
  const parts = {
    street: wire.nazevUlice || null,
    houseNumber: numberText(wire.cisloDomovni),
    isRecreational: numberText(wire.typCisloDomovni) === EVIDENCE_NUMBER,
    orientationNumber: orientation === null ? null : `${orientation}${letter.toLowerCase()}`,
    townPart: wire.nazevCastiObce || null,
    district:
      wire.nazevMestskeCastiObvodu ||
      wire.nazevMestskehoObvoduP ||
      wire.nazevMestskehoObvodu ||
      null,
    town: wire.nazevObce || null,
    postalCode: postalCode === null ? null : postalCode.replaceAll(" ", "").padStart(5, "0"),
    country: wire.kodStatu || null,
    addressPoint: point === "0" ? null : point,
  };
  const text = wire.textovaAdresa || addressLine({ ...parts, text: null });
  return { text, ...parts };
}

/** A company as ARES keeps it. */
export function companyOf(wire: z.output<typeof companyForm>): CompanyRecord {
  const code = numberText(wire.pravniForma);
  const sources = sourcesOf(wire.seznamRegistraci ?? {});
  const lines = wire.adresaDorucovaci;
  return {
    ...{ register: "ares", registerId: null, name: wire.obchodniJmeno, registrationNo: wire.ico },
    hasOddCheckDigit: !isRegistrationNo(wire.ico),
    taxId: wire.dic || null,
    groupTaxId: wire.dicSkDph || null,
    isVatPayer: isVatPayer(sources),
    legalForm: code === null ? null : { code, name: LEGAL_FORMS[code] ?? null },
    isNaturalPerson: code === null ? null : isNaturalForm(code),
    seat: wire.sidlo ? addressOf(wire.sidlo) : null,
    deliveryLines: [lines?.radekAdresy1, lines?.radekAdresy2, lines?.radekAdresy3].flatMap(
      (line) => line || [],
    ),
    since: dayOf(wire.datumVzniku),
    ended: dayOf(wire.datumZaniku),
    updatedOn: dayOf(wire.datumAktualizace),
    source: wire.primarniZdroj || null,
    sources,
  };
}

function isVatPayer({ dph, skDph }: Readonly<Record<string, string>>): boolean | null {
  if (dph === undefined && skDph === undefined) return null;
  return dph === "AKTIVNI" || skDph === "AKTIVNI";
}

function sourcesOf(states: Readonly<Record<string, unknown>>): Record<string, string> {
  const pairs = Object.entries(states).flatMap(([key, state]) => {
    const name = /^stavZdroje([A-Z]\w*)$/.exec(key)?.[1];
    if (name === undefined || typeof state !== "string") return [];
    return [[name.charAt(0).toLowerCase() + name.slice(1), state] as const];
  });
  return Object.fromEntries(pairs);
}

function dayOf(text: string | null | undefined): Day | null {
  const day = text?.slice(0, 10);
  return isDay(day) ? day : null;
}
