import { readFileSync } from "node:fs";
import { XmlDocument, XmlValidateError, XsdValidator } from "libxml2-wasm";

/** What a published schema has against the words of a SOAP envelope; none where they are right. */
export function schemaAt(url: URL): (envelope: string | Uint8Array) => string[] {
  const validator = XsdValidator.fromDoc(XmlDocument.fromBuffer(readFileSync(url)));
  return (envelope) => {
    const text = typeof envelope === "string" ? envelope : Buffer.from(envelope).toString("utf8");
    const [, head = "", inside = ""] =
      /<([^>]*:Envelope[^>]*)>[\s\S]*?:Body>([\s\S]*)<\/[\w]+:Body>/.exec(text) ?? [];
    const declared = [...head.matchAll(/\sxmlns:[\w]+="[^"]*"/g)].map(([each]) => each).join("");
    // What the envelope declares holds inside it.
    const alone = inside.trim().replace(/^<([\w:]+)/, (start) => `${start}${declared}`);
    const document = XmlDocument.fromString(withoutTwice(alone));
    try {
      validator.validate(document);
      return [];
    } catch (error) {
      if (!(error instanceof XmlValidateError)) throw error;
      return error.details.map(({ message }) => message.trim());
    } finally {
      document.dispose();
    }
  };
}

/** A prefix may be declared once in an element. */
function withoutTwice(text: string): string {
  return text.replace(/^<[^>]*>/, (start) => {
    const seen = new Set<string>();
    return start.replace(/\s(xmlns:[\w]+)="[^"]*"/g, (whole, name: string) => {
      if (seen.has(name)) return "";
      seen.add(name);
      return whole;
    });
  });
}
