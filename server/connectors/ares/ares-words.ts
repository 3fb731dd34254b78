import { z } from "zod";
import type { RegisterAnswer } from "@/server/kernel/register-answer";
import { type RegisterReply, troubleOfBody, troubleOfStatus, unavailable } from "../registers";
import { readJson } from "../web";

export const ARES_URL = "https://ares.gov.cz/ekonomicke-subjekty-v-be/rest";

/** More than this no answer of theirs has: a thousand companies at the most. */
export const ARES_BYTES_MAX = 16 * 1024 * 1024;

/** What the register may leave out or write oddly without the rest being worth less. */
const text = z.string().trim().nullish().catch(null);
const number = z.union([z.number().int(), z.string().trim()]).nullish().catch(null);

export const addressForm = z.object({
  kodStatu: text,
  nazevObce: text,
  nazevMestskeCastiObvodu: text,
  nazevMestskehoObvodu: text,
  nazevMestskehoObvoduP: text,
  nazevCastiObce: text,
  nazevUlice: text,
  cisloDomovni: number,
  cisloOrientacni: number,
  cisloOrientacniPismeno: text,
  typCisloDomovni: number,
  kodAdresnihoMista: number,
  psc: number,
  textovaAdresa: text,
});
export type AresAddress = z.input<typeof addressForm>;

export const companyForm = z.object({
  ico: z.string().regex(/^\d{8}$/),
  obchodniJmeno: z.string().trim().min(1),
  sidlo: addressForm.nullish().catch(null),
  adresaDorucovaci: z
    .object({ radekAdresy1: text, radekAdresy2: text, radekAdresy3: text })
    .nullish()
    .catch(null),
  pravniForma: number,
  datumVzniku: text,
  datumZaniku: text,
  datumAktualizace: text,
  dic: text,
  dicSkDph: text,
  primarniZdroj: text,
  seznamRegistraci: z.record(z.string(), z.unknown()).nullish().catch(null),
});
export type AresCompany = z.input<typeof companyForm>;

export const companiesForm = z.object({
  pocetCelkem: z.number().int().nonnegative(),
  ekonomickeSubjekty: z.array(companyForm),
});

export const addressesForm = z.object({
  pocetCelkem: z.number().int().nonnegative(),
  stavStandardizace: text,
  standardizovaneAdresy: z.array(addressForm).nullish(),
});

const errorForm = z.object({ kod: z.string(), subKod: z.string().nullish() });

/** Thousands were found, and none of them is said. */
export const TOO_MANY = "VYSTUP_PRILIS_MNOHO_VYSLEDKU";

/**
 * What ARES said. It has nobody only where it says so in its own words: a missing page answers with
 * the same 404. What it finds wrong with a question is `refused`, its word the detail.
 */
export function readAres<Record>(
  reply: Pick<RegisterReply, "status" | "body">,
  read: (json: unknown) => RegisterAnswer<Record>,
): RegisterAnswer<Record> {
  const json = readJson(reply.body);
  if (reply.status === 200) return json === undefined ? troubleOfBody(reply.body) : read(json);
  const error = errorForm.safeParse(json);
  if (!error.success) return troubleOfStatus(reply.status);
  const { kod, subKod } = error.data;
  if (reply.status === 404 && kod === "NENALEZENO" && subKod === "VYSTUP_SUBJEKT_NENALEZEN") {
    return { outcome: "clear", asOf: null };
  }
  const word = [subKod, kod].find((each) => /^\w{1,60}$/.test(each ?? "")) ?? null;
  if (kod === "OBECNA_CHYBA" || reply.status >= 500) return unavailable("fault", word);
  return unavailable("refused", word);
}

/** "308" of 308; null for nothing. */
export function numberText(value: number | string | null | undefined): string | null {
  return value === null || value === undefined || value === "" ? null : String(value);
}
