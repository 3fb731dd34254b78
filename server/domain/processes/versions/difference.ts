import type { Locale } from "@/server/kernel/locale";
import { stableText } from "./hash";
import type { RawDefinition } from "./raw";

const LISTS = ["states", "transitions", "fields", "roles", "stages", "boardColumns"] as const;

/** One entry that two versions do not have alike. */
export interface Difference {
  /** Code of the definition it stands in. */
  definition: string;
  list: (typeof LISTS)[number] | "collegial" | "definition";
  change: "added" | "removed" | "changed";
  name: string;
  /** Of a changed one: the keys that differ. */
  keys: string[];
}

type Entry = Record<string, unknown>;

/** What a version changes against another, entry by entry, in the order of the newer one. Pure. */
export function differenceOf(
  before: readonly RawDefinition[],
  after: readonly RawDefinition[],
  language: Locale,
): Difference[] {
  const codes = [...new Set([...after, ...before].map(codeOf))];
  return codes.flatMap((definition) => {
    const old = before.find((each) => codeOf(each) === definition);
    const now = after.find((each) => codeOf(each) === definition);
    if (!old || !now) {
      const change = old ? "removed" : "added";
      const name = nameOf((now ?? old) as Entry, language);
      return [{ definition, list: "definition", change, name, keys: [] } as Difference];
    }
    const lists = LISTS.flatMap((list) =>
      listDifference(entriesOf(old, list), entriesOf(now, list), language).map((each) => {
        return { definition, list, ...each };
      }),
    );
    return [
      ...ownDifference(old, now).map((keys): Difference => {
        return { definition, list: "definition", change: "changed", name: definition, keys };
      }),
      ...lists,
      ...collegialDifference(old, now).map((each) => ({ definition, ...each })),
    ];
  });
}

const codeOf = (raw: RawDefinition) => String(raw.code ?? raw.category);
const idOf = (entry: Entry) => String(entry.code ?? entry.key);
const entriesOf = (raw: RawDefinition, list: string): Entry[] => (raw[list] as Entry[]) ?? [];

function nameOf(entry: Entry, language: Locale): string {
  const names = entry.names as Record<Locale, string> | undefined;
  return names?.[language] || idOf(entry);
}

type EntryDifference = Pick<Difference, "change" | "name" | "keys">;

function listDifference(before: Entry[], after: Entry[], language: Locale): EntryDifference[] {
  const gone = before.filter((entry) => !after.some((each) => idOf(each) === idOf(entry)));
  const changed = after.flatMap((entry): EntryDifference[] => {
    const old = before.find((each) => idOf(each) === idOf(entry));
    if (!old) return [{ change: "added", name: nameOf(entry, language), keys: [] }];
    const keys = keysThatDiffer(old, entry);
    if (keys.length === 0) return [];
    return [{ change: "changed", name: nameOf(entry, language), keys }];
  });
  return [
    ...changed,
    ...gone.map((entry): EntryDifference => {
      return { change: "removed", name: nameOf(entry, language), keys: [] };
    }),
  ];
}

function keysThatDiffer(before: Entry, after: Entry): string[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.filter((key) => stableText(before[key]) !== stableText(after[key]));
}

const OF_ITS_OWN = [
  ...["names", "openRoles", "ownOnlyRoles", "initial", "refNo", "asksSolvency", "selectBy"],
  "place",
];

function ownDifference(before: Entry, after: Entry): string[][] {
  const keys = keysThatDiffer(before, after).filter((key) => OF_ITS_OWN.includes(key));
  return keys.length > 0 ? [keys] : [];
}

/** Rules have no codes: what is not among the others alike is new, or gone. */
function collegialDifference(before: Entry, after: Entry) {
  const [old, now] = [entriesOf(before, "collegial"), entriesOf(after, "collegial")];
  const lacks = (list: Entry[], rule: Entry) =>
    !list.some((each) => stableText(each) === stableText(rule));
  const told = (rule: Entry, change: "added" | "removed") => {
    return { list: "collegial" as const, change, name: `${rule.state}: ${rule.action}`, keys: [] };
  };
  return [
    ...now.filter((rule) => lacks(old, rule)).map((rule) => told(rule, "added")),
    ...old.filter((rule) => lacks(now, rule)).map((rule) => told(rule, "removed")),
  ];
}
