import type { Asked, RegisterAnswer } from "@/server/kernel/register-answer";
import {
  birthDigitsOf,
  callRegister,
  dayIn,
  type RegisterAccess,
  type RegisterReply,
  readSoapAnswer,
  registrationDigitsOf,
  SOAP_HEADERS,
  textIn,
  unasked,
  unavailable,
  wholeIn,
  writeSoapQuestion,
} from "../registers";
import { type XmlElement, xmlChild, xmlChildren } from "../xml";
import {
  answered,
  asked,
  type ReplikPerson,
  type ReplikProceeding,
  replikDetailUrl,
} from "./replik";

const OPERATION = "getKonanieDetail";
const BYTES_MAX = 8 * 1024 * 1024;

/** A proceeding of the Slovak register by its id, with whom it is of. Never throws. */
export async function askReplikProceeding(
  access: RegisterAccess,
  proceedingId: string,
): Promise<Asked<ReplikProceeding>> {
  if (!/^\d{1,18}$/.test(proceedingId)) return unasked("no_identifier");
  const body = writeSoapQuestion(asked(OPERATION), [["p:KonanieId", proceedingId]]);
  const call = { method: "POST", headers: SOAP_HEADERS, body, bytesMax: BYTES_MAX } as const;
  return callRegister(access, call, (reply) => readProceeding(reply, proceedingId));
}

export function readProceeding(
  reply: RegisterReply,
  proceedingId: string,
): RegisterAnswer<ReplikProceeding> {
  const read = readSoapAnswer(reply, answered(OPERATION));
  if ("trouble" in read) return read.trouble;
  const found = xmlChildren(read.root, "Konanie").map(proceedingOf);
  // What it says of an id that is no one's is published nowhere, so an empty answer says nothing.
  if (found.length === 0) return unavailable("garbage", "no_proceeding");
  const records = found.filter((each) => each.proceedingId === proceedingId);
  if (records.length === 0) return unavailable("wrong_person", "other_proceeding");
  return { outcome: "found", records, quality: "identifier", asOf: null, isCut: false };
}

function proceedingOf(element: XmlElement): ReplikProceeding {
  const proceedingId = String(wholeIn(element, "Id") ?? "");
  const court = xmlChild(element, "Sud");
  const debtor = xmlChild(element, "Dlznik");
  return {
    proceedingId,
    fileMark: textIn(element, "SpisovaZnackaSudu"),
    trusteeFileMark: textIn(element, "SpisovaZnackaSpravcu"),
    kind: textIn(element, "Typ"),
    startedOn: dayIn(element, "DatumZacatiaKonania"),
    processStartedOn: dayIn(element, "DatumZacatiaProcesu"),
    courtName: court === undefined ? null : courtNameOf(court),
    judge: textIn(element, "Sudca"),
    debtor: debtor === undefined ? null : personOf(debtor),
    petitioners: xmlChildren(element, "Navrhovatel").map(personOf),
    detailUrl: replikDetailUrl(proceedingId),
  };
}

/** Its shape is described nowhere; clients know of a name, as an element or an attribute. */
function courtNameOf(court: XmlElement): string | null {
  return textIn(court, "Nazov") ?? textIn(court, "nazov") ?? court.attributes.nazov ?? null;
}

function personOf(person: XmlElement): ReplikPerson {
  const address = xmlChild(person, "Adresa");
  const inAddress = (name: string) => (address === undefined ? null : textIn(address, name));
  const numbers = [inAddress("SupisneCislo"), inAddress("OrientacneCislo")];
  return {
    kind: person.attributes.type?.replace(/^.*:/, "") ?? null,
    name: textIn(person, "Priezvisko") ?? textIn(person, "ObchodneMeno"),
    tradeName: textIn(person, "ObchodneMeno"),
    givenName: textIn(person, "Meno"),
    titlesBefore: textIn(person, "TitulPredMenom"),
    titlesAfter: textIn(person, "TitulZaMenom"),
    birthNumber: birthDigitsOf(textIn(person, "RodneCislo")),
    registrationNo: registrationDigitsOf(textIn(person, "Ico")),
    bornOn: dayIn(person, "DatumNarodenia"),
    street: inAddress("Ulica"),
    houseNumber: numbers.filter((each) => each !== null).join("/") || null,
    city: inAddress("Obec"),
    postalCode: inAddress("Psc"),
    country: inAddress("Krajina"),
  };
}
