import { type Day, parseDay } from "@/server/kernel/days";
import type { Asked, RegisterAnswer } from "@/server/kernel/register-answer";
import {
  callRegister,
  type RegisterAccess,
  type RegisterReply,
  troubleOfBody,
  troubleOfStatus,
  unavailable,
} from "../registers";
import { unasked } from "../registers/unasked";
import { readXml, type XmlElement, xmlChild } from "../xml";

export const INVALID_DOCUMENTS_URL = "https://aplikace.mv.gov.cz/neplatne-doklady/doklady.aspx";

export const DOCUMENT_KINDS = ["identity_card", "passport", "gun_licence"] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** A document that the ministry has listed as invalid: lost, stolen, expired or withdrawn. */
export interface InvalidDocument {
  kind: DocumentKind;
  /** As it was asked for: capitals, without spaces. */
  number: string;
  listedSince: Day | null;
}

const WIRE: Readonly<Record<DocumentKind, { code: string; shape: RegExp }>> = {
  // Nine digits, or six and the series of two letters with or without two digits.
  identity_card: { code: "0", shape: /^(?:[1-9]\d{8}|\d{6}[A-Z]{2}(?:\d{2})?)$/ },
  passport: { code: "4", shape: /^\d{8}$/ },
  gun_licence: { code: "6", shape: /^[A-Z]{2}\d{6}$/ },
};

const BYTES_MAX = 64 * 1024;

/** A document's number as it is asked for; null where its kind has no such numbers. */
export function documentNumber(kind: DocumentKind, typed: string): string | null {
  const number = typed.toUpperCase().replaceAll(/[\s./-]/g, "");
  return WIRE[kind].shape.test(number) ? number : null;
}

/** Kinds whose numbers look like this one, for a document whose kind nobody wrote down. */
export function kindsOfNumber(typed: string): DocumentKind[] {
  return DOCUMENT_KINDS.filter((kind) => documentNumber(kind, typed) !== null);
}

/**
 * Whether a document is listed as invalid. `clear` means "not listed" and never "valid": of a
 * document that was never issued the register says the same.
 */
export async function askInvalidDocument(
  access: RegisterAccess,
  { kind, number: typed }: { kind: DocumentKind; number: string },
): Promise<Asked<InvalidDocument>> {
  const number = documentNumber(kind, typed);
  if (number === null) return unasked("no_identifier");
  const question = new URLSearchParams({ dotaz: number, doklad: WIRE[kind].code });
  const url = `${access.url}?${question}`;
  const call = { method: "GET", headers: { accept: "text/xml" }, bytesMax: BYTES_MAX } as const;
  return callRegister({ ...access, url }, call, (reply) => read(reply, { kind, number }));
}

function read(
  { status, body }: RegisterReply,
  asked: { kind: DocumentKind; number: string },
): RegisterAnswer<InvalidDocument> {
  if (status !== 200) return troubleOfStatus(status);
  const root = readXml(body);
  if (root === null || root.name !== "doklady_neplatne") return troubleOfBody(body);
  const error = xmlChild(root, "chyba");
  if (error !== undefined) return troubleOf(error);
  const [question, answer] = [xmlChild(root, "dotaz"), xmlChild(root, "odpoved")];
  const listed = answer?.attributes.evidovano;
  if (question === undefined || answer === undefined) return unavailable("garbage");
  if (listed !== "ano" && listed !== "ne") return unavailable("garbage");
  if (!isAbout(question, asked.number)) return unavailable("wrong_person");
  const updated = dayOf(answer.attributes.aktualizovano);
  const asOf = updated === null ? null : new Date(`${updated}T00:00:00Z`);
  if (listed === "ne") return { outcome: "clear", asOf };
  const records = [{ ...asked, listedSince: dayOf(answer.attributes.evidovano_od) }];
  return { outcome: "found", records, quality: "identifier", asOf, isCut: false };
}

/** "ano": the question is bad; anything else: so is the service. Its text is left where it is. */
function troubleOf(error: XmlElement) {
  const isOurs = error.attributes.spatny_dotaz === "ano";
  return unavailable(isOurs ? "refused" : "fault", isOurs ? "spatny_dotaz" : "chyba");
}

/** The register writes number and series apart, "-" for none, and a gun licence's letters as either. */
function isAbout(question: XmlElement, number: string): boolean {
  const plain = (text: string | undefined) => (text ?? "").toUpperCase().replaceAll(/[\s./-]/g, "");
  const [own, series] = [plain(question.attributes.cislo), plain(question.attributes.serie)];
  return own !== "" && (own + series === number || series + own === number);
}

function dayOf(text: string | undefined): Day | null {
  const day = parseDay(text ?? null);
  return day.ok ? day.value : null;
}
