import type { Asked, RegisterAnswer, RegisterTrouble } from "@/server/kernel/register-answer";
import {
  callRegister,
  type RegisterAccess,
  type RegisterReply,
  troubleOfBody,
  troubleOfStatus,
  unavailable,
} from "../registers";
import { unasked } from "../registers/unasked";
import { childText, readXml, type XmlElement, xmlChild, xmlChildren } from "../xml";
import {
  ADIS_MESSAGE,
  ADIS_NAMESPACE,
  ADIS_OPERATION,
  readSubject,
  type VatPayer,
  writeQuestion,
} from "./adis-words";

export const VAT_PAYERS_URL =
  "https://mojedane.gov.cz/dpr/axis2/services/rozhraniCRPDPH.rozhraniCRPDPHSOAP";

/** As many numbers as one question may name. */
export const VAT_PAYERS_MAX = 100;

// Some publish a thousand accounts.
const BYTES_MAX = 32 * 1024 * 1024;

/**
 * VAT payers by up to a hundred Czech tax numbers, with or without their prefix: whether they are
 * unreliable and which accounts they have published. Whoever is not among the records of an answer
 * is not in the register: one that left a number out is no answer. Members of a VAT group stand
 * under the number of their group.
 */
export async function askVatPayers(
  access: RegisterAccess,
  taxIds: readonly string[],
): Promise<Asked<VatPayer>> {
  const numbers = [...new Set(taxIds.map((each) => each.trim().toUpperCase().replace(/^CZ/, "")))];
  if (numbers.length === 0 || !numbers.every((each) => /^\d{8,10}$/.test(each))) {
    return unasked("no_identifier");
  }
  if (numbers.length > VAT_PAYERS_MAX) return unasked("refused", "too_many");
  const headers = {
    "content-type": "text/xml; charset=utf-8",
    soapaction: `"${ADIS_NAMESPACE}${ADIS_OPERATION}"`,
  };
  const body = Buffer.from(writeQuestion(numbers));
  const call = { method: "POST", headers, body, bytesMax: BYTES_MAX } as const;
  return callRegister(access, call, (reply) => read(reply, numbers));
}

function read({ status, body }: RegisterReply, asked: readonly string[]): RegisterAnswer<VatPayer> {
  const envelope = readXml(body);
  const content = envelope?.name === "Envelope" ? xmlChild(envelope, "Body") : undefined;
  const fault = content && xmlChild(content, "Fault");
  // A fault comes with 500 by the standard, and with 200 by habit.
  if (fault !== undefined) {
    const isOurs = /(^|:)(Client|VersionMismatch)/.test(childText(fault, "faultcode"));
    return unavailable(isOurs ? "refused" : "fault", "soap_fault");
  }
  if (status !== 200) return troubleOfStatus(status);
  const answer = content && xmlChild(content, `${ADIS_MESSAGE}Response`);
  if (answer === undefined || answer.namespace !== ADIS_NAMESPACE) return troubleOfBody(body);
  const said = xmlChild(answer, "status")?.attributes ?? {};
  if (said.statusCode !== "0") return troubleOfCode(said.statusCode);
  return readSubjects(answer, asked, said.odpovedGenerovana);
}

function readSubjects(
  answer: XmlElement,
  asked: readonly string[],
  generatedOn: string | undefined,
): RegisterAnswer<VatPayer> {
  const subjects = xmlChildren(answer, "statusSubjektu").map(readSubject);
  const whole = subjects.filter((subject) => subject !== null);
  if (whole.length < subjects.length) return unavailable("garbage");
  const named = new Set(whole.map(({ number }) => number));
  if (whole.some(({ number }) => !asked.includes(number))) return unavailable("wrong_person");
  if (!asked.every((number) => named.has(number))) return unavailable("garbage", "left_out");
  const at = new Date(`${generatedOn?.slice(0, 10) ?? ""}T00:00:00Z`);
  const asOf = Number.isNaN(at.getTime()) ? null : at;
  const records = whole.flatMap(({ payer }) => payer ?? []);
  if (records.length === 0) return { outcome: "clear", asOf };
  return { outcome: "found", records, quality: "identifier", asOf, isCut: false };
}

const OF_CODE: Readonly<Record<string, RegisterTrouble>> = {
  /** Something is wrong with the question: more than a hundred numbers. */
  "1": "refused",
  /** Maintenance, every night between twelve and ten past. */
  "2": "outage",
  "3": "outage",
};

function troubleOfCode(code: string | undefined): RegisterAnswer<never> {
  const reason = OF_CODE[code ?? ""];
  return reason === undefined ? unavailable("garbage") : unavailable(reason, `status_${code}`);
}
