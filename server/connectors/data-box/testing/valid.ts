import { readFileSync } from "node:fs";
import { XmlDocument, XmlValidateError, XsdValidator } from "libxml2-wasm";

const schema = XmlDocument.fromBuffer(readFileSync(new URL("./isds.xsd", import.meta.url)));
const validator = XsdValidator.fromDoc(schema);

/** What the schema has against the words of a SOAP envelope; none where they are right. */
export function faultsOf(envelope: string): string[] {
  const inside = /<soap:Body>([\s\S]*)<\/soap:Body>/.exec(envelope)?.[1] ?? "";
  const document = XmlDocument.fromString(inside);
  try {
    validator.validate(document);
    return [];
  } catch (error) {
    if (!(error instanceof XmlValidateError)) throw error;
    return error.details.map(({ message }) => message.trim());
  } finally {
    document.dispose();
  }
}
