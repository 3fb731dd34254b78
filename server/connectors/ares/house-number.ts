import type { RegisterAddress } from "@/server/kernel/company-record";

/** The number at the end of a street line: one or two, nobody knows which of them is which. */
export interface HouseNumber {
  /** Lower case with their letters: "308", "12a". */
  numbers: readonly [string] | readonly [string, string];
  /** Written as a number of recreational buildings: "č.ev. 12", "E 12". */
  isEvidence: boolean;
}

const NUMBER =
  /(?:^|[\s,.])(?<evidence>(?:č\.?\s*)?ev\.?\s*(?:č\.?\s*)?|e\s*(?=\d))?(?<first>\d{1,4}\s?[a-z]?)(?:\s*\/\s*(?<second>\d{1,4}\s?[a-z]?))?\s*$/iu;

/** "Vzorová 308/12a", "č.p. 2", "Lhota E 12"; null where a line ends in no number. */
export function houseNumberOf(street: string | null | undefined): HouseNumber | null {
  const found = NUMBER.exec(street?.trim() ?? "")?.groups;
  if (found === undefined) return null;
  const [first, second] = [plain(found.first), plain(found.second)];
  const numbers = second === "" ? ([first] as const) : ([first, second] as const);
  return { numbers, isEvidence: found.evidence !== undefined };
}

const plain = (text: string | undefined) =>
  (text ?? "")
    .toLowerCase()
    .replaceAll(/\s/g, "")
    .replace(/^0+(?=\d)/, "");

/**
 * How an address point answers to a number. `whole`: that and nothing else; `part`: the house is
 * that, the other number is not, or a letter is missing.
 */
export function numberAgrees(
  asked: HouseNumber,
  address: RegisterAddress,
): "whole" | "part" | "no" {
  const { houseNumber, orientationNumber, isRecreational } = address;
  const known = [houseNumber, orientationNumber].flatMap((each) => each?.toLowerCase() ?? []);
  if (asked.isEvidence && !isRecreational) return "no";
  if (asked.numbers.every((each) => known.includes(each))) return "whole";
  const bare = (text: string) => text.replace(/[a-z]$/, "");
  return asked.numbers.some((each) => known.map(bare).includes(bare(each))) ? "part" : "no";
}
