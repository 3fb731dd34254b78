import { streetKey, townKey, type WrittenAddress } from "@/server/kernel/address-key";
import type { RegisterAddress } from "@/server/kernel/company-record";
import type { Asked, RegisterAnswer } from "@/server/kernel/register-answer";
import { callRegister, type RegisterAccess, unavailable } from "../registers";
import { unasked } from "../registers/unasked";
import { jsonBody } from "../web";
import { ARES_BYTES_MAX, addressesForm, readAres, TOO_MANY } from "./ares-words";
import { addressOf } from "./company";
import { houseNumberOf, numberAgrees } from "./house-number";

/** What is known of an address; `not_found` and `unavailable` have no record. */
export const ADDRESS_RESULTS = [
  /** One address point: the address exists. */
  "exact",
  /** Several would do, or one that differs in a part of its number. */
  "ambiguous",
  /** The street or the village is there, the number in it is not. */
  "number_unknown",
  "municipality_only",
  "not_found",
  "unavailable",
] as const;
export type AddressResult = (typeof ADDRESS_RESULTS)[number];

export interface AddressStanding {
  result: Exclude<AddressResult, "not_found" | "unavailable">;
  /** The address point of an `exact` one: its code is the proof of existence. */
  address: RegisterAddress | null;
  /** What a person may choose from. */
  candidates: readonly RegisterAddress[];
}

const CANDIDATES_MAX = 200;

/**
 * Whether an address exists in RÚIAN: asked for one full match first, then for whatever comes near.
 * `clear` means that nothing like it is there.
 */
export async function standardiseAddress(
  access: RegisterAccess,
  address: WrittenAddress,
): Promise<Asked<AddressStanding>> {
  const text = textOf(address);
  if (text === "") return unasked("no_identifier");
  const whole = await ask(access, { text, kind: "UPLNA_STANDARDIZACE" }, (page) =>
    fullMatch(address, page),
  );
  if (whole.answer.outcome !== "clear") return whole;
  return ask(access, { text, kind: "VYHOVUJICI_ADRESY" }, (page) => standingOf(address, page));
}

/** The class of an answer, for those who keep no more of it. */
export function addressResult(answer: RegisterAnswer<AddressStanding>): AddressResult {
  if (answer.outcome === "clear") return "not_found";
  if (answer.outcome === "unavailable") return "unavailable";
  return answer.records[0]?.result ?? "unavailable";
}

function textOf({ street, city, postalCode }: WrittenAddress): string {
  const place = [city, postalCode?.replaceAll(/\s/g, "")].map((part) => part?.trim() ?? "");
  const parts = [street?.trim() ?? "", place.filter((part) => part !== "").join(" ")];
  // A street alone is everywhere.
  return parts[1] === ""
    ? ""
    : parts
        .filter((part) => part !== "")
        .join(", ")
        .slice(0, 1_500);
}

interface Page {
  candidates: RegisterAddress[];
  isCut: boolean;
  /** What the register itself says of the text: "UPLNA", "CASTECNA_…", "NEUSPESNA". */
  state: string | null;
}

type Judge = (page: Page) => RegisterAnswer<AddressStanding>;

function ask(
  access: RegisterAccess,
  { text, kind }: { text: string; kind: string },
  judge: Judge,
): Promise<Asked<AddressStanding>> {
  const call = { method: "POST", path: "standardizovane-adresy/vyhledat" } as const;
  const question = { textovaAdresa: text, typStandardizaceAdresy: kind };
  const body = jsonBody({ ...question, start: 0, pocet: CANDIDATES_MAX });
  return callRegister(access, { ...call, ...body, bytesMax: ARES_BYTES_MAX }, (reply) => {
    const answer = readAres(reply, (json) => {
      const page = addressesForm.safeParse(json);
      if (!page.success) return unavailable("garbage");
      const { pocetCelkem, stavStandardizace = null } = page.data;
      const candidates = (page.data.standardizovaneAdresy ?? []).map(addressOf);
      if (candidates.length === 0 && pocetCelkem > 0) return unavailable("garbage");
      return judge({
        candidates,
        isCut: pocetCelkem > candidates.length,
        state: stavStandardizace,
      });
    });
    const isTooMany = answer.outcome === "unavailable" && answer.detail === TOO_MANY;
    return isTooMany ? standing("ambiguous", { candidates: [], isCut: true }) : answer;
  });
}

const NOTHING = { outcome: "clear", asOf: null } as const;

function fullMatch(asked: WrittenAddress, page: Page): RegisterAnswer<AddressStanding> {
  const [only] = page.candidates;
  const isOne = only !== undefined && page.candidates.length === 1 && !page.isCut;
  const isWhole = page.state === null || page.state === "UPLNA";
  return isOne && isWhole && agreement(asked, only) === "whole"
    ? standing("exact", page, only)
    : NOTHING;
}

function standingOf(asked: WrittenAddress, page: Page): RegisterAnswer<AddressStanding> {
  const { candidates, isCut } = page;
  if (candidates.length === 0) return NOTHING;
  const whole = candidates.filter((each) => agreement(asked, each) === "whole");
  if (whole.length === 1 && !isCut) return standing("exact", page, whole[0]);
  const part = candidates.filter((each) => agreement(asked, each) === "part");
  const near = [...whole, ...part];
  if (near.length > 0 || isCut) {
    return standing("ambiguous", { candidates: near.length > 0 ? near : candidates, isCut });
  }
  const inTown = candidates.filter((each) => isInTown(asked, each));
  const isMore = inTown.some(
    ({ street, addressPoint }) => street !== null || addressPoint !== null,
  );
  if (inTown.length === 0) return standing("ambiguous", page);
  if (!isMore || !asked.street?.trim()) return standing("municipality_only", page);
  return standing(houseNumberOf(asked.street) === null ? "ambiguous" : "number_unknown", page);
}

function standing(
  result: AddressStanding["result"],
  { candidates, isCut }: Pick<Page, "candidates" | "isCut">,
  address: RegisterAddress | null = null,
): RegisterAnswer<AddressStanding> {
  const quality = result === "exact" ? "identifier" : "suspected";
  return {
    outcome: "found",
    records: [{ result, address, candidates }],
    quality,
    asOf: null,
    isCut,
  };
}

/**
 * An address point of another town, or of another number, is no match however the text was read; one
 * of another street is one to choose from at best.
 */
function agreement(asked: WrittenAddress, address: RegisterAddress): "whole" | "part" | "no" {
  const number = houseNumberOf(asked.street);
  if (address.addressPoint === null || number === null || !isInTown(asked, address)) return "no";
  const agrees = numberAgrees(number, address);
  return agrees === "whole" && !isInStreet(asked, address) ? "part" : agrees;
}

/** In places without streets the part of the town stands before the number, or nothing. */
function isInStreet({ street }: WrittenAddress, address: RegisterAddress): boolean {
  const asked = streetKey((street ?? "").replace(NUMBERS_AT_END, ""), "");
  if (address.street !== null) return streetKey(address.street, "") === asked;
  const places = [address.townPart, address.town].map((place) => streetKey(place, ""));
  return asked === "" || asked === "e" || places.includes(asked);
}

const NUMBERS_AT_END = /[\s,.]*\b(?:e\s*)?\d+\s?[a-z]?(?:\s*\/\s*\d+\s?[a-z]?)?\s*$/iu;

function isInTown({ city }: WrittenAddress, address: RegisterAddress): boolean {
  const town = townKey(city);
  const names = [address.town, address.townPart, address.district];
  return town === "" || names.some((name) => name !== null && townKey(name) === town);
}
