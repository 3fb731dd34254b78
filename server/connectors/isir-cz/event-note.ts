import { birthDigitsOf, dayIn, registrationDigitsOf, textIn } from "../registers";
import { readXml, type XmlElement, xmlChild, xmlChildren } from "../xml";
import { courtPrefixOfCode } from "./courts";
import type { IsirNote, IsirPerson } from "./event";
import type { IsirAddress } from "./isir";

const NAMESPACE = "http://www.cca.cz/isir/poznamka";
const DEBTOR = "DLUŽNÍK";

/** The note of an event (`poznamka`), XML as text; null for what is none. */
export function readNote(text: string): IsirNote | null {
  const root = readXml(Buffer.from(text.trim()));
  if (root?.name !== "udalost" || root.namespace !== NAMESPACE) return null;
  const matter = xmlChild(root, "vec");
  const courtCode = textIn(root, "idOsobyPuvodce");
  const dayOfMatter = (name: string) => (matter === undefined ? null : dayIn(matter, name));
  return {
    courtCode,
    courtPrefix: courtPrefixOfCode(courtCode),
    state: matter === undefined ? null : textIn(matter, "druhStavRizeni"),
    endedOn: dayOfMatter("datumSkonceniVeci"),
    cancelledOn: dayOfMatter("datumVecZrusena"),
    claimsUntilOn: dayOfMatter("datumKonecLhutyPrihlasek"),
    struckOn: dayIn(root, "datumVyskrtnuti"),
    eventCancelledOn: dayIn(root, "datumUdalostZrusena"),
    persons: xmlChildren(root, "osoba").map(personOf),
  };
}

function personOf(person: XmlElement): IsirPerson {
  const role = textIn(person, "druhRoleVRizeni");
  return {
    personId: textIn(person, "idOsoby"),
    role,
    isDebtor: role === DEBTOR,
    kind: textIn(person, "druhOsoby"),
    name: textIn(person, "nazevOsoby"),
    tradeName: textIn(person, "nazevOsobyObchodni"),
    givenName: textIn(person, "jmeno"),
    titlesBefore: textIn(person, "titulPred"),
    titlesAfter: textIn(person, "titulZa"),
    birthNumber: birthDigitsOf(textIn(person, "rc")),
    registrationNo: registrationDigitsOf(textIn(person, "ic")),
    bornOn: dayIn(person, "datumNarozeni"),
    leftOn: dayIn(person, "datumOsobaVeVeciZrusena"),
    addresses: xmlChildren(person, "adresa").map(addressOf),
  };
}

function addressOf(address: XmlElement): IsirAddress {
  return {
    kind: textIn(address, "druhAdresy"),
    street: textIn(address, "ulice"),
    houseNumber: textIn(address, "cisloPopisne"),
    city: textIn(address, "mesto"),
    district: textIn(address, "okres"),
    postalCode: textIn(address, "psc"),
    country: textIn(address, "zeme"),
  };
}
