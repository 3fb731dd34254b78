import { timingSafeEqual } from "node:crypto";
import type { Keys } from "../keys";

/** What a letter's link may ask for: facts of the addressee's card that the letter does not show. */
export const LETTER_FACTS = ["birthOn", "registrationNo", "taxId", "phone", "refNo"] as const;
export type LetterFact = (typeof LETTER_FACTS)[number];

/** What a link carries, signed: nothing is written for a letter that nobody opens. */
export interface LetterLink {
  tenantId: number;
  caseId: number;
  partyId: number;
  /** To the second. */
  madeAt: Date;
  asks: readonly LetterFact[];
}

const VERSION = 1;
const BODY_BYTES = 22;
const SIGN_BYTES = 16;
/** Of base64url without padding. */
export const LETTER_TOKEN_LENGTH = Math.ceil(((BODY_BYTES + SIGN_BYTES) * 4) / 3);

const signOf = (keys: Keys, body: Buffer) =>
  keys.hash("portal:letter", body.toString("hex")).subarray(0, SIGN_BYTES);

export function letterToken(keys: Keys, link: LetterLink): string {
  const body = Buffer.alloc(BODY_BYTES);
  body.writeUInt8(VERSION, 0);
  body.writeUInt32BE(link.tenantId, 1);
  body.writeUIntBE(link.caseId, 5, 6);
  body.writeUIntBE(link.partyId, 11, 6);
  body.writeUInt32BE(Math.floor(link.madeAt.getTime() / 1000), 17);
  const marks = LETTER_FACTS.reduce((sum, fact, at) => {
    return link.asks.includes(fact) ? sum + 2 ** at : sum;
  }, 0);
  body.writeUInt8(marks, 21);
  return Buffer.concat([body, signOf(keys, body)]).toString("base64url");
}

/** null: nobody of ours signed that. */
export function readLetterToken(keys: Keys, token: string): LetterLink | null {
  if (token.length !== LETTER_TOKEN_LENGTH || !/^[A-Za-z0-9_-]+$/.test(token)) return null;
  const bytes = Buffer.from(token, "base64url");
  const body = bytes.subarray(0, BODY_BYTES);
  const sign = bytes.subarray(BODY_BYTES);
  if (sign.length !== SIGN_BYTES || body.readUInt8(0) !== VERSION) return null;
  if (!timingSafeEqual(sign, signOf(keys, body))) return null;
  const marks = body.readUInt8(21);
  return {
    tenantId: body.readUInt32BE(1),
    caseId: body.readUIntBE(5, 6),
    partyId: body.readUIntBE(11, 6),
    madeAt: new Date(body.readUInt32BE(17) * 1000),
    asks: LETTER_FACTS.filter((_, at) => (marks & (2 ** at)) !== 0),
  };
}

interface Addressee {
  kind: string;
  birthOn: string | null;
  registrationNo: string | null;
  taxId: string | null;
  phones: readonly string[] | null;
}

/** Paths that print a fact; a letter that has one of them does not ask for it. */
const SHOWN_BY: Record<LetterFact, readonly string[]> = {
  birthOn: [".birthOn", ".birthNumber"],
  registrationNo: [".registrationNo"],
  taxId: [".taxId", ".vatId"],
  phone: [".phone", ".phones"],
  refNo: ["case.refNo", "case.fileMark", "payment.message", "notice.ourRef"],
};

const isPublic = (fact: LetterFact, kind: string): boolean =>
  fact === "registrationNo" || (fact === "taxId" && kind !== "natural_person");

/**
 * What the holder of a letter has to know beside it. Empty: there is nothing that the letter does not
 * show, and then it carries no link. The case's number counts only beside something of the person's;
 * what anybody reads in a public register counts only beside the case's number.
 */
export function factsToAsk(addressee: Addressee, paths: readonly string[]): LetterFact[] {
  const isShown = (fact: LetterFact) =>
    paths.some((path) => SHOWN_BY[fact].some((end) => path.endsWith(end)));
  const known: Record<Exclude<LetterFact, "refNo">, boolean> = {
    birthOn: addressee.kind === "natural_person" && addressee.birthOn !== null,
    registrationNo: addressee.registrationNo !== null,
    taxId: addressee.taxId !== null,
    phone: (addressee.phones ?? []).length > 0,
  };
  const own = (["birthOn", "registrationNo", "taxId", "phone"] as const).find(
    (fact) => known[fact] && !isShown(fact),
  );
  if (!own) return [];
  if (!isShown("refNo")) return [own, "refNo"];
  if (!isPublic(own, addressee.kind)) return [own];
  return known.phone && !isShown("phone") ? ["phone"] : [];
}
