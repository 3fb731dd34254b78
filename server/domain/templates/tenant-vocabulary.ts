import type { Tx } from "@/db/client";
import { LOCALES, type Locale } from "@/server/kernel/locale";
import { type ConfigFile, nameIn, versionInForce } from "../configuration";
import { readProcesses } from "../workflow";
import { type Term, type Vocabulary, writtenName } from "./language";
import { CUSTOM_PATH } from "./merge-data/custom-group";
import { vocabularyOf } from "./vocabulary-of";

export interface TenantVocabulary {
  /** Changes with the customer's file. */
  hash: string;
  vocabulary: Vocabulary;
}

const known = new WeakMap<Vocabulary, Map<string, Vocabulary>>();
const KNOWN_MAX = 100;

/** The names that the tenant's templates may use: those of the processes, and the customer's own. */
export async function tenantVocabulary(
  tx: Tx,
  categories: readonly string[] = [],
): Promise<TenantVocabulary> {
  const { hash, config } = await versionInForce(tx);
  const standard = vocabularyOf((await readProcesses(tx)).inForce, categories);
  if (Object.keys(config.templateCustomVariables).length === 0) {
    return { hash: "", vocabulary: standard };
  }
  const ofStandard = known.get(standard) ?? new Map<string, Vocabulary>();
  known.set(standard, ofStandard);
  const made = ofStandard.get(hash);
  if (made) return { hash, vocabulary: made };
  const vocabulary = [...standard, customGroup(config)];
  const [oldest] = ofStandard.keys();
  if (ofStandard.size >= KNOWN_MAX && oldest) ofStandard.delete(oldest);
  ofStandard.set(hash, vocabulary);
  return { hash, vocabulary };
}

type Names = Parameters<typeof nameIn>[0];

const everyName = (names: Names): Record<Locale, string> =>
  Object.fromEntries(LOCALES.map((locale) => [locale, nameIn(names, locale)])) as Record<
    Locale,
    string
  >;

/** Written as people of the first language would; the key is a name anyway. */
const aliasesOf = (names: Names): string[] => [
  ...new Set(LOCALES.flatMap((locale) => writtenName(names[locale] ?? "") || [])),
];

function customGroup({ templateCustomVariables }: ConfigFile): Term {
  return {
    ...{ key: CUSTOM_PATH, kind: "group", aliases: ["Vlastní", "Vlastné", "Own"] },
    names: { cs: "Vlastní", sk: "Vlastné", en: "Own", ru: "Собственные" },
    terms: Object.entries(templateCustomVariables).map(([key, { names, fields }]) => ({
      ...{ key, kind: "group" as const, names: everyName(names), aliases: aliasesOf(names) },
      terms: Object.entries(fields).map(([field, { type, names: own }]) => ({
        ...{ key: field, kind: type, names: everyName(own), aliases: aliasesOf(own) },
      })),
    })),
  };
}
