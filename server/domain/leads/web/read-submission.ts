import type { LeadLabel } from "@/db/schema/leads";
import { fold } from "@/server/kernel/fold";

/** What our script adds to a form's own inputs, and an input that no person sees. */
export const OWN_INPUTS = {
  ...{ trap: "homepage", proof: "saldo_proof", key: "saldo_key", page: "saldo_page" },
  ...{ referrer: "saldo_referrer", ga: "saldo_ga", ym: "saldo_ym" },
} as const;
const OWN: readonly string[] = Object.values(OWN_INPUTS);

/** Which field each fills without a label: where a visitor came from, and nothing else of a deal. */
const MARKS: Readonly<Record<string, string>> = {
  ...{ [OWN_INPUTS.ga]: "gaId", [OWN_INPUTS.ym]: "ymId", utm_source: "utmSource" },
  ...{ utm_medium: "utmMedium", utm_campaign: "utmCampaign", utm_term: "utmTerm" },
  ...{ utm_content: "utmContent", [OWN_INPUTS.referrer]: "cameFrom" },
};

const INPUTS_MAX = 60;
const NAME_MAX = 80;
const VALUE_MAX = 10_000;
const LETTER_MAX = 10_000;

/** What came, as far as it is kept: texts alone, none of them endless. */
export function keptInputs(raw: Iterable<readonly [string, unknown]>): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of raw) {
    if (Object.keys(kept).length >= INPUTS_MAX) break;
    const isText = typeof value === "string" || typeof value === "number";
    const known = isText ? clean(String(value)).slice(0, VALUE_MAX) : "";
    const key = clean(name).slice(0, NAME_MAX);
    if (known !== "" && key !== "" && !Object.hasOwn(kept, key)) kept[key] = known;
  }
  return kept;
}

/** Postgres keeps no NUL, and nobody reads the other controls. */
const clean = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, "").trim();

/**
 * The deal's fields of what a form sent: by the form's own labels alone, and where its visitor came
 * from. An input that a stranger calls as a field fills nothing; all of it stands in the letter.
 */
export function valuesOfSubmission(
  inputs: Readonly<Record<string, string>>,
  labels: readonly LeadLabel[],
): Record<string, string> {
  const values: Record<string, string> = {};
  const own = Object.entries(inputs).filter(([name]) => !OWN.includes(name) && !MARKS[name]);
  for (const [name, value] of own) {
    const field = labels.find(({ label }) => fold(label) === fold(name))?.field;
    if (field) values[field] ??= value;
  }
  for (const [name, field] of Object.entries(MARKS)) {
    const value = inputs[name];
    if (value !== undefined) values[field] ??= value;
  }
  const page = inputs[OWN_INPUTS.page];
  const lines = [...own, ...(page ? [[OWN_INPUTS.page, page] as const] : [])];
  values.letter ??= lines
    .map(([name, value]) => `${name}: ${value}`)
    .join("\n")
    .slice(0, LETTER_MAX);
  values.senderEmail ??= values.siteEmail ?? "";
  values.requestSource ??= "website";
  values.name ??= values.company ?? values.contactName ?? values.siteEmail ?? "";
  return values;
}
