import { readXml, writeXml, type XmlElement, type XmlFields, xmlChild } from "../../xml";
import { SOAP_NAMESPACE } from "../soap";
import type { TwinAnswer, TwinAsked } from "./register-twin";

const MEDIA_TYPE = "text/xml; charset=utf-8";

/** The question of a SOAP envelope; null where the envelope itself is none. */
export function questionOf({ headers, body }: Pick<TwinAsked, "headers" | "body">) {
  const envelope = readXml(body);
  const isXml = (headers["content-type"] ?? "").startsWith("text/xml");
  if (!isXml || envelope?.name !== "Envelope" || envelope.namespace !== SOAP_NAMESPACE) return null;
  const content = xmlChild(envelope, "Body");
  if (content?.namespace !== SOAP_NAMESPACE || content.children.length !== 1) return null;
  return content.children[0] ?? null;
}

/** An element that a question may hold, in the order of the interface. */
export interface Allowed {
  name: string;
  form: RegExp;
  isNeeded?: boolean;
}

/** What a question has against the interface, as validators say it; null where it is right. */
export function faultOf(
  question: XmlElement,
  { namespace, allowed }: { namespace: string; allowed: readonly Allowed[] },
): string | null {
  let at = 0;
  for (const { name, text, children, namespace: own } of question.children) {
    const found = allowed.findIndex((each, i) => i >= at && each.name === name);
    if (found < 0 || own !== namespace || children.length > 0) {
      return `cvc-complex-type.2.4.a: Invalid content was found starting with element '${name}'.`;
    }
    if (!allowed[found]?.form.test(text)) {
      return `cvc-type.3.1.3: The value '${text}' of element '${name}' is not valid.`;
    }
    const skipped = allowed.slice(at, found).find(({ isNeeded }) => isNeeded);
    if (skipped !== undefined) return `cvc-complex-type.2.4.a: '${skipped.name}' is expected.`;
    at = found + 1;
  }
  const missing = allowed.slice(at).find(({ isNeeded }) => isNeeded);
  return missing === undefined
    ? null
    : `cvc-complex-type.2.4.b: The content is not complete. '${missing.name}' is expected.`;
}

/** An answer whose element bears the prefix "ns2:"; those in `content` bear it where they must. */
export function soapAnswer(
  { namespace, name }: { namespace: string; name: string },
  content: XmlFields,
): TwinAnswer {
  const envelope = { name: "S:Envelope", attributes: { "xmlns:S": SOAP_NAMESPACE } };
  const xsi = "http://www.w3.org/2001/XMLSchema-instance";
  const attributes = { "xmlns:ns2": namespace, "xmlns:xsi": xsi };
  const answer = [{ name: `ns2:${name}`, attributes }, content] as const;
  const body = writeXml(envelope, [["S:Body", [answer]]]);
  return { status: 200, mediaType: MEDIA_TYPE, body };
}

/** A fault, with 500 as it comes. */
export function soapFault(words: string, code = "soap:Client"): TwinAnswer {
  const envelope = { name: "soap:Envelope", attributes: { "xmlns:soap": SOAP_NAMESPACE } };
  const fault: XmlFields = [
    ["faultcode", code],
    ["faultstring", words],
  ];
  const body = writeXml(envelope, [["soap:Body", [["soap:Fault", fault]]]]);
  return { status: 500, mediaType: MEDIA_TYPE, body };
}
