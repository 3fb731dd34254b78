import type { XmlFields } from "../../xml";
import { writeXml, type XmlContent, type XmlElement, xmlChild, xmlChildren } from "../../xml";
import { ISDS_NAMESPACE, nillable, textOf } from "../soap";

/** A message as the twin keeps it. */
export interface KeptMessage {
  id: string;
  /** Elements of the envelope by name, as the sender wrote them. */
  written: Map<string, string | null>;
  type: string | null;
  files: { name: string; mediaType: string; role: string; base64: string }[];
  sender: { box: string; name: string };
  recipient: { box: string; name: string };
  sentAt: Date;
  deliveredAt: Date | null;
  acceptedAt: Date | null;
  state: number;
  changes: { at: Date; state: number; words: string }[];
}

export interface KeptBox {
  id: string;
  type: string;
  name: string;
  registrationNo: string | null;
  state: number;
  takesCommercial: boolean;
}

const WRITTEN = [
  ...["dmSenderOrgUnit", "dmSenderOrgUnitNum", "dbIDRecipient", "dmRecipientOrgUnit"],
  ...["dmRecipientOrgUnitNum", "dmToHands", "dmAnnotation", "dmRecipientRefNumber"],
  ...["dmSenderRefNumber", "dmRecipientIdent", "dmSenderIdent", "dmLegalTitleLaw"],
  ...["dmLegalTitleYear", "dmLegalTitleSect", "dmLegalTitlePar", "dmLegalTitlePoint"],
  ...["dmPersonalDelivery", "dmAllowSubstDelivery"],
];

export function envelopeOf(operation: string, content: XmlFields): string {
  const soap = { "xmlns:soap": "http://schemas.xmlsoap.org/soap/envelope/" };
  const own = {
    "xmlns:p": ISDS_NAMESPACE,
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
  };
  const answer = [{ name: `p:${operation}Response`, attributes: own }, content] as const;
  return writeXml({ name: "soap:Envelope", attributes: soap }, [["soap:Body", [answer]]]);
}

const status = (prefix: "dm" | "db", code: string): XmlFields[number] => [
  `p:${prefix}Status`,
  [
    [`p:${prefix}StatusCode`, code],
    [`p:${prefix}StatusMessage`, code === "0000" ? "Provedeno." : "Neprovedeno."],
  ],
];

export const dmStatus = (code = "0000"): XmlFields[number] => status("dm", code);
export const dbStatus = (code = "0000"): XmlFields[number] => status("db", code);

/** What CreateMessage brought. */
export function writtenOf(question: XmlElement) {
  const envelope = xmlChild(question, "dmEnvelope");
  const files = xmlChild(question, "dmFiles");
  if (envelope === undefined || files === undefined) throw new Error("no message");
  return {
    type: envelope.attributes.dmType ?? null,
    written: new Map(WRITTEN.map((name) => [name, textOf(envelope, name)])),
    files: xmlChildren(files, "dmFile").map((file) => ({
      name: file.attributes.dmFileDescr ?? "",
      mediaType: file.attributes.dmMimeType ?? "",
      role: file.attributes.dmFileMetaType ?? "",
      base64: textOf(file, "dmEncodedContent") ?? "",
    })),
  };
}

function envelopeContent(message: KeptMessage): XmlFields {
  return [
    ["p:dmID", message.id],
    nillable("dbIDSender", message.sender.box),
    nillable("dmSender", message.sender.name),
    nillable("dmSenderAddress", "Vzorová 1, 60200 Brno, CZ"),
    ["p:dmSenderType", "20"],
    nillable("dmRecipient", message.recipient.name),
    nillable("dmRecipientAddress", "Vzorová 2, 70200 Ostrava, CZ"),
    nillable("dmAmbiguousRecipient", "false"),
    ...WRITTEN.map((name) => nillable(name, message.written.get(name))),
  ];
}

const times = ({ deliveredAt, acceptedAt }: KeptMessage): XmlFields => [
  nillable("dmDeliveryTime", deliveredAt?.toISOString()),
  nillable("dmAcceptanceTime", acceptedAt?.toISOString()),
];

const typeOf = ({ type }: KeptMessage): Record<string, string> =>
  type === null ? {} : { dmType: type };

export function recordOf(message: KeptMessage, ordinal: number): XmlFields[number] {
  const content: XmlContent = [
    ["p:dmOrdinal", String(ordinal)],
    ...envelopeContent(message),
    ["p:dmMessageStatus", String(message.state)],
    nillable("dmAttachmentSize", "12"),
    ...times(message),
  ];
  return [{ name: "p:dmRecord", attributes: { ...typeOf(message), dmVODZ: "false" } }, content];
}

const HASH = [{ name: "p:dmHash", attributes: { algorithm: "SHA-256" } }, "AAAA"] as const;

export function returnedOf(message: KeptMessage): XmlFields[number] {
  const files = message.files.map(({ name, mediaType, role, base64 }) => {
    const attributes = { dmMimeType: mediaType, dmFileMetaType: role, dmFileDescr: name };
    return [{ name: "p:dmFile", attributes }, [["p:dmEncodedContent", base64]]] as const;
  });
  const content: XmlContent = [
    ["p:dmDm", [...envelopeContent(message), ["p:dmFiles", files]]],
    HASH,
    ["p:dmQTimestamp", "AAAA"],
    ...times(message),
    ["p:dmMessageStatus", String(message.state)],
    nillable("dmAttachmentSize", "12"),
  ];
  return [{ name: "p:dmReturnedMessage", attributes: typeOf(message) }, content];
}

export function deliveryOf(message: KeptMessage): XmlFields[number] {
  const events = message.changes.map(
    ({ at, words }) =>
      [
        "p:dmEvent",
        [
          ["p:dmEventTime", at.toISOString()],
          ["p:dmEventDescr", words],
        ],
      ] as const,
  );
  return [
    "p:dmDelivery",
    [
      ["p:dmDm", envelopeContent(message)],
      HASH,
      ["p:dmQTimestamp", "AAAA"],
      ...times(message),
      ["p:dmMessageStatus", String(message.state)],
      ["p:dmEvents", events],
    ],
  ];
}
