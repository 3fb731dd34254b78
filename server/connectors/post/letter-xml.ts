import { writeXml, type XmlFields } from "../xml";
import { isHome, type LetterMessage, type PostalAddress, type PostalSlip } from "./letter";

const DETAILS_GIVEN = "1";
const flag = (isSet: boolean): string => (isSet ? "1" : "0");

/** One letter as DopisOnline takes it. `fileNames` are the names that the order keeps. */
export function letterXml(
  letter: LetterMessage,
  at: { postageCode: string; fileNames: readonly string[] },
): string {
  const { sender, recipient, pdf, isDuplex, slip } = letter;
  const files: XmlFields = pdf.map((bytes, index) => {
    const attributes = { mimeType: "application/pdf", name: at.fileNames[index] ?? "" };
    const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("base64");
    const content = [
      ["typtisku", flag(isDuplex)],
      ["dataSoubor", data],
    ] as const;
    return [{ name: "soubor", attributes }, content] as const;
  });
  const fields: XmlFields = [
    ["typvyplatneho", at.postageCode],
    ["typtisku", flag(isDuplex)],
    ["obalkac4", "0"],
    ["tiskpoukazky", flag(slip !== undefined)],
    ["typods", DETAILS_GIVEN],
    ["typadr", DETAILS_GIVEN],
    ["sluzby", ""],
    ...senderFields(sender),
    ...recipientFields(recipient),
    ["soubory", files],
    ...(slip ? ([["poukazka", slipFields(slip, letter)]] as const) : []),
  ];
  return writeXml("dataroot", fields);
}

/** An organisation and a person; further lines stay with the person. */
function names({ nameLines }: PostalAddress): [string, string] {
  const lines = nameLines.map((line) => line.trim()).filter((line) => line !== "");
  const [first = "", ...rest] = lines;
  return rest.length === 0 ? ["", first] : [first, rest.join(", ")];
}

function senderFields(sender: PostalAddress): XmlFields {
  const [company, person] = names(sender);
  return [
    ["odsfirma", company],
    ["odsosoba", person],
    ["odsulice", sender.street],
    ["odscp", sender.houseNumber],
    ["odsco", sender.orientationNumber ?? ""],
    ["odsobec", sender.city],
    ["odspsc", codeOf(sender)],
    ["odsid", ""],
    ["odsobrazek", ""],
  ];
}

function recipientFields(recipient: PostalAddress): XmlFields {
  const [company, person] = names(recipient);
  const { country } = recipient;
  return [
    ["adrosloveni", ""],
    ["adrfirma", company],
    ["adrosoba", person],
    ["adrulice", recipient.street],
    ["adrcp", recipient.houseNumber],
    ["adrco", recipient.orientationNumber ?? ""],
    ["adrobec", recipient.city],
    ["adrpsc", codeOf(recipient)],
    ["adriso", isHome(country) ? "" : country.toLowerCase()],
  ];
}

const codeOf = ({ postalCode, country }: PostalAddress): string =>
  isHome(country) ? postalCode.replace(/\s/g, "") : postalCode.trim();

/** Its owner is who sends the letter, its payer who is written to. */
function slipFields(slip: PostalSlip, { sender, recipient }: LetterMessage): XmlFields {
  const [first = "", second = ""] = slip.message.split("\n");
  const crowns = (slip.amountMinor / 100).toFixed(2).replace(/\.00$/, "");
  return [
    ["castka", crowns],
    ["predcisli_uctu", slip.prefix],
    ["ucet", slip.account],
    ["kod_banky", slip.bankCode],
    ["variabilni_symbol", slip.variableSymbol],
    ["specificky_symbol", slip.specificSymbol],
    ["konstantni_symbol", slip.constantSymbol],
    ["zprava_pro_prijemce1", first],
    ["zprava_pro_prijemce2", second],
    ["ucel_platby", first],
    ["adresa_majitele_uctu", lineFields(sender)],
    ["odesilatel", lineFields(recipient)],
  ];
}

const LINES = ["adr1", "adr2", "adr3", "adr4"] as const;

function lineFields(address: PostalAddress): XmlFields {
  const lines = [...address.nameLines.slice(0, 2), ...streetAndCity(address)];
  return LINES.map((name, index) => [name, lines[index] ?? ""] as const);
}

/** "Česká 12/4" and "588 12 Zkušební Lhota"; the country follows where it is not ours. */
export function streetAndCity(address: PostalAddress): [string, string] {
  const { street, houseNumber, orientationNumber, city, country } = address;
  const number = [houseNumber, orientationNumber ?? ""].filter((part) => part !== "").join("/");
  const code = codeOf(address).replace(/^(\d{3})(\d{2})$/, "$1 $2");
  const abroad = isHome(country) ? "" : `, ${country}`;
  return [`${street} ${number}`.trim(), `${code} ${city}${abroad}`.trim()];
}
