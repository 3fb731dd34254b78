import {
  childText,
  readXml,
  writeXml,
  type XmlContent,
  type XmlElement,
  type XmlFields,
  type XmlTag,
  xmlChild,
} from "../xml";

export const ISDS_NAMESPACE = "http://isds.czechpoint.cz/v20";
const SOAP_NAMESPACE = "http://schemas.xmlsoap.org/soap/envelope/";
const XSI_NAMESPACE = "http://www.w3.org/2001/XMLSchema-instance";

/** What a service answered. */
export type SoapAnswer =
  | { kind: "answer"; root: XmlElement; code: string }
  /** `isOurs`: it found fault with the question, not with itself. */
  | { kind: "fault"; isOurs: boolean }
  /** No answer of this service at all. */
  | { kind: "odd" };

const NIL = { "xsi:nil": "true" };

/** An element that the interface demands: its value, or the word that it has none. */
export function nillable(
  name: string,
  value: string | null | undefined,
): readonly [XmlTag, string] {
  const isNil = value === null || value === undefined || value === "";
  return isNil ? [{ name: `p:${name}`, attributes: NIL }, ""] : [`p:${name}`, value];
}

/** A question to a service in SOAP 1.1; the names in `content` bear the prefix "p:". */
export function writeSoap(operation: string, content: XmlFields): string {
  const attributes = { "xmlns:p": ISDS_NAMESPACE, "xmlns:xsi": XSI_NAMESPACE };
  const question: readonly [XmlTag, XmlContent] = [{ name: `p:${operation}`, attributes }, content];
  const envelope = { name: "soap:Envelope", attributes: { "xmlns:soap": SOAP_NAMESPACE } };
  return writeXml(envelope, [["soap:Body", [question]]]);
}

/** The answer of a service, its status read; whatever else came is `odd`. */
export function readSoap(bytes: Uint8Array, operation: string): SoapAnswer {
  const envelope = readXml(bytes);
  const body = envelope?.name === "Envelope" ? xmlChild(envelope, "Body") : undefined;
  if (body === undefined) return { kind: "odd" };
  const fault = xmlChild(body, "Fault");
  if (fault !== undefined) {
    return {
      kind: "fault",
      isOurs: /(^|:)(Client|VersionMismatch)/.test(childText(fault, "faultcode")),
    };
  }
  const root = xmlChild(body, `${operation}Response`);
  const status = root && (xmlChild(root, "dmStatus") ?? xmlChild(root, "dbStatus"));
  if (root === undefined || status === undefined) return { kind: "odd" };
  const code = childText(status, "dmStatusCode") || childText(status, "dbStatusCode");
  return /^\d{4}$/.test(code) ? { kind: "answer", root, code } : { kind: "odd" };
}

/** Text of an element that may be nil; null where it is, or is not there. */
export function textOf(element: XmlElement, name: string): string | null {
  const child = xmlChild(element, name);
  if (child === undefined || /^(true|1)$/.test(child.attributes.nil ?? "")) return null;
  return child.text.trim();
}

export function instantOf(element: XmlElement, name: string): Date | null {
  const text = textOf(element, name);
  const at = text === null || text === "" ? null : new Date(text);
  return at === null || Number.isNaN(at.getTime()) ? null : at;
}

export const isTrue = (element: XmlElement, name: string): boolean =>
  /^(true|1)$/.test(textOf(element, name) ?? "");
