import type { RegisterTrouble } from "@/server/kernel/register-answer";
import { childText, readXml, writeXml, type XmlElement, type XmlFields, xmlChild } from "../xml";
import type { RegisterReply } from "./call-register";
import { troubleOfBody, troubleOfStatus, type Unavailable, unavailable } from "./trouble";

export const SOAP_NAMESPACE = "http://schemas.xmlsoap.org/soap/envelope/";

/** SOAP 1.1, document/literal, as the registers of both ministries speak it. */
export const SOAP_HEADERS = { "content-type": "text/xml; charset=utf-8", soapaction: '""' };

export interface SoapWord {
  namespace: string;
  /** The element of the body. */
  name: string;
}

/** A question whose element bears the prefix "p:"; those in `content` bear it where they must. */
export function writeSoapQuestion({ namespace, name }: SoapWord, content: XmlFields): Buffer {
  const envelope = { name: "soap:Envelope", attributes: { "xmlns:soap": SOAP_NAMESPACE } };
  const question = { name: `p:${name}`, attributes: { "xmlns:p": namespace } };
  return Buffer.from(writeXml(envelope, [["soap:Body", [[question, content]]]]));
}

/** The element that was waited for, or why there is none. */
export type SoapRead = { root: XmlElement } | { trouble: Unavailable };

/** Only the very element of the very namespace is an answer; whatever else came says nothing. */
export function readSoapAnswer({ status, body }: RegisterReply, expected: SoapWord): SoapRead {
  const envelope = readXml(body);
  const isSoap = envelope?.name === "Envelope" && envelope.namespace === SOAP_NAMESPACE;
  const content = isSoap ? xmlChild(envelope, "Body") : undefined;
  if (content === undefined || content.namespace !== SOAP_NAMESPACE) {
    if (status !== 200) return { trouble: troubleOfStatus(status) };
    return envelope === null ? { trouble: troubleOfBody(body) } : odd("wrong_answer");
  }
  const [root, ...others] = content.children;
  // A fault comes with 500 by the standard, and with 200 by habit.
  if (root?.name === "Fault") return { trouble: faultOf(root) };
  if (status !== 200) return { trouble: troubleOfStatus(status) };
  if (root?.name !== expected.name || others.length > 0) return odd("wrong_answer");
  return root.namespace === expected.namespace ? { root } : odd("wrong_namespace");
}

const odd = (detail: string): SoapRead => ({ trouble: unavailable("garbage", detail) });

function faultOf(fault: XmlElement): Unavailable {
  const isOurs = /(^|:)(Client|VersionMismatch|MustUnderstand)/.test(childText(fault, "faultcode"));
  // Its words may repeat the question, and with it whom we asked for.
  const [reason, detail]: [RegisterTrouble, string] = isOurs
    ? ["refused", "soap_client"]
    : ["fault", "soap_server"];
  return unavailable(reason, detail);
}
