import { type XmlElement, xmlChild, xmlChildren } from "../xml";
import type {
  BoxEnvelope,
  BoxFile,
  DataMessageState,
  DeliveryEvent,
  DeliveryInfo,
  StateChange,
} from "./data-box";
import { instantOf, isTrue, textOf } from "./soap";

const STATE_MAX = 10;

const stateOf = (text: string | null): DataMessageState | null => {
  const state = Number(text ?? "");
  return Number.isInteger(state) && state >= 1 && state <= STATE_MAX
    ? (state as DataMessageState)
    : null;
};

/** `holder` has state and times; the envelope is in it, or in its `dmDm`. */
export function readEnvelope(holder: XmlElement): BoxEnvelope | null {
  const inside = xmlChild(holder, "dmDm") ?? holder;
  const id = textOf(inside, "dmID");
  if (id === null || id === "") return null;
  const text = (name: string) => textOf(inside, name) || null;
  const size = Number(textOf(holder, "dmAttachmentSize") ?? Number.NaN);
  return {
    id,
    senderBox: text("dbIDSender"),
    senderName: text("dmSender"),
    recipientBox: text("dbIDRecipient"),
    recipientName: text("dmRecipient"),
    subject: text("dmAnnotation"),
    toHands: text("dmToHands"),
    senderRefNumber: text("dmSenderRefNumber"),
    senderIdent: text("dmSenderIdent"),
    recipientRefNumber: text("dmRecipientRefNumber"),
    recipientIdent: text("dmRecipientIdent"),
    isPersonal: isTrue(inside, "dmPersonalDelivery"),
    state: stateOf(textOf(holder, "dmMessageStatus")),
    deliveredAt: instantOf(holder, "dmDeliveryTime"),
    acceptedAt: instantOf(holder, "dmAcceptanceTime"),
    sizeKb: Number.isInteger(size) ? size : null,
    type: holder.attributes.dmType || null,
    isSuspicious: holder.attributes.specMessFlag === "1",
  };
}

/** The records of a list; one alone is a list of one. */
export function recordsOf(root: XmlElement): XmlElement[] {
  const records = xmlChild(root, "dmRecords");
  return records === undefined ? [] : xmlChildren(records, "dmRecord");
}

export function readList(root: XmlElement): BoxEnvelope[] {
  return recordsOf(root).flatMap((record) => readEnvelope(record) ?? []);
}

export function readStateChanges(root: XmlElement): StateChange[] {
  return recordsOf(root).flatMap((record) => {
    const [id, state] = [textOf(record, "dmID"), stateOf(textOf(record, "dmMessageStatus"))];
    return id === null || state === null
      ? []
      : [{ id, state, at: instantOf(record, "dmEventTime") }];
  });
}

export function readFiles(message: XmlElement): BoxFile[] {
  const inside = xmlChild(message, "dmDm") ?? message;
  const files = xmlChild(inside, "dmFiles");
  return (files === undefined ? [] : xmlChildren(files, "dmFile")).map((file) => ({
    name: file.attributes.dmFileDescr ?? "",
    mediaType: file.attributes.dmMimeType ?? "application/octet-stream",
    bytes: Buffer.from(textOf(file, "dmEncodedContent") ?? "", "base64"),
  }));
}

/** What GetDeliveryInfo tells, or null where it tells nothing. */
export function readDelivery(root: XmlElement): DeliveryInfo | null {
  const delivery = xmlChild(root, "dmDelivery");
  const envelope = delivery === undefined ? null : readEnvelope(delivery);
  if (delivery === undefined || envelope === null) return null;
  const events = xmlChild(delivery, "dmEvents");
  const each = events === undefined ? [] : xmlChildren(events, "dmEvent");
  return { envelope, events: each.flatMap(eventsOf) };
}

/** Mostly one event an element; older ones put several pairs of time and words into one. */
function eventsOf(element: XmlElement): DeliveryEvent[] {
  const times = xmlChildren(element, "dmEventTime");
  return xmlChildren(element, "dmEventDescr").map((described, at) => {
    const text = described.text.trim();
    const time = new Date(times[at]?.text.trim() ?? "");
    return {
      at: Number.isNaN(time.getTime()) ? null : time,
      code: /^(EV?\d{1,3})\b/.exec(text)?.[1] ?? null,
      text,
    };
  });
}
