import { fold } from "@/server/kernel/fold";

/** Courts and branches by the register's codes, and how their file marks begin. */
const PREFIX_BY_CODE: Readonly<Record<string, string>> = {
  ...{ MSPHAAB: "MSPH", KSSTCAB: "KSPH", KSJIMBM: "KSBR", KSJIMBMP1: "KSJI" },
  ...{ KSJICCB: "KSCB", KSJICCBP1: "KSTA", KSVYCHK: "KSHK", KSVYCHKP1: "KSPA" },
  ...{ KSSEMOS: "KSOS", KSSEMOSP1: "KSOL", KSZPCPM: "KSPL", KSZPCPMP1: "KSKV" },
  ...{ KSSCEUL: "KSUL", KSSECULP1: "KSLB", KSSCEULP1: "KSLB" },
};

export function courtPrefixOfCode(code: string | null): string | null {
  return code !== null && Object.hasOwn(PREFIX_BY_CODE, code)
    ? (PREFIX_BY_CODE[code] ?? null)
    : null;
}

/** Towns by how their folded names begin in any case. */
const BRANCHES = [
  ["jihlav", "KSJI"],
  ["tabo", "KSTA"],
  ["pardubic", "KSPA"],
  ["olomou", "KSOL"],
  ["karlov", "KSKV"],
  ["liber", "KSLB"],
] as const;
const SEATS = [
  ["praze", "KSPH"],
  ["brn", "KSBR"],
  ["ceskych budejovic", "KSCB"],
  ["hradci kralove", "KSHK"],
  ["ostrav", "KSOS"],
  ["plzni", "KSPL"],
  ["usti nad labem", "KSUL"],
] as const;

/** Null for a court or branch that is not known: half a file mark is better than a wrong one. */
export function courtPrefixOfName(name: string | null): string | null {
  const folded = fold(name ?? "");
  if (folded.startsWith("mestsky soud v praze")) return "MSPH";
  if (!folded.startsWith("krajsky soud v")) return null;
  const [seat = "", branch] = folded.split(/\bpoboc/);
  const towns = branch === undefined ? SEATS : BRANCHES;
  const found = towns.find(([town]) => (branch ?? seat).includes(` ${town}`));
  return found?.[1] ?? null;
}

/** "KSBR 37 INS 99001/2025" */
export function isirFileMark(parts: {
  courtPrefix: string | null;
  senate: number | null;
  number: number;
  year: number;
}): string {
  const { courtPrefix, senate, number, year } = parts;
  return [courtPrefix, senate, "INS", `${number}/${year}`]
    .filter((part) => part !== null)
    .join(" ");
}
