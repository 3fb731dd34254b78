import type { XmlFields } from "../xml";
import { type DataMessage, type DataMessageType, FILES_BYTES_MAX, FILES_MAX } from "./data-box";
import { nillable } from "./soap";

export type MessageFault =
  | "bad_box"
  | "bad_key"
  | "no_subject"
  | "text_too_long"
  | "no_files"
  | "too_many_files"
  | "too_large"
  | "bad_file";

const SUBJECT_LENGTH_MAX = 255;
const REFERENCE_LENGTH_MAX = 50;
const FILE_NAME_LENGTH_MAX = 255;
const BOX_ID = /^[a-z0-9]{7}$/i;
/** What is written the same way it is read: the key must come back letter by letter. */
const KEY = /^[\w./:-]{1,50}$/;
const MEDIA_TYPE = /^[\w.+-]{1,80}\/[\w.+-]{1,80}$/;

const TYPES: Readonly<Record<DataMessageType, string | null>> = {
  public: null,
  commercial: "K",
  initiatory: "I",
  reply: "O",
};

/** What the system would refuse anyway, said before twenty megabytes are on their way. */
export function faultOfMessage(message: DataMessage, key: string): MessageFault | null {
  const { recipientBox, subject, files, senderIdent, recipientRefNumber, recipientIdent } = message;
  if (!BOX_ID.test(recipientBox)) return "bad_box";
  if (!KEY.test(key)) return "bad_key";
  if (subject.trim() === "") return "no_subject";
  const references = [senderIdent, recipientRefNumber, recipientIdent];
  const isLong = references.some((text) => (text?.length ?? 0) > REFERENCE_LENGTH_MAX);
  if (isLong || subject.length > SUBJECT_LENGTH_MAX) return "text_too_long";
  if (files.length === 0) return "no_files";
  if (files.length > FILES_MAX) return "too_many_files";
  const bytes = files.reduce((sum, file) => sum + file.bytes.byteLength, 0);
  if (bytes > FILES_BYTES_MAX) return "too_large";
  const isRight = files.every(
    ({ name, mediaType }) =>
      /^[^\p{Cc}/\\]+\.\w{1,10}$/u.test(name) &&
      name.length <= FILE_NAME_LENGTH_MAX &&
      MEDIA_TYPE.test(mediaType),
  );
  return isRight ? null : "bad_file";
}

/**
 * What CreateMessage takes, every element in the order of the interface. Our key is the reference
 * number of the sender (číslo jednací): it is one to a message by its nature, the recipient quotes it
 * in his answer, and the lists of sent messages show it, so a message can be looked up by it.
 */
export function createMessageContent(message: DataMessage, key: string): XmlFields {
  const type = TYPES[message.type];
  const attributes: Record<string, string> = type === null ? {} : { dmType: type };
  return [
    [{ name: "p:dmEnvelope", attributes }, envelope(message, key)],
    ["p:dmFiles", message.files.map((file, at) => fileEntry(file, at === 0))],
  ];
}

function envelope(message: DataMessage, key: string): XmlFields {
  return [
    nillable("dmSenderOrgUnit", null),
    nillable("dmSenderOrgUnitNum", null),
    nillable("dbIDRecipient", message.recipientBox.toLowerCase()),
    nillable("dmRecipientOrgUnit", null),
    nillable("dmRecipientOrgUnitNum", null),
    nillable("dmToHands", message.toHands),
    nillable("dmAnnotation", message.subject),
    nillable("dmRecipientRefNumber", message.recipientRefNumber),
    nillable("dmSenderRefNumber", key),
    nillable("dmRecipientIdent", message.recipientIdent),
    nillable("dmSenderIdent", message.senderIdent),
    nillable("dmLegalTitleLaw", null),
    nillable("dmLegalTitleYear", null),
    nillable("dmLegalTitleSect", null),
    nillable("dmLegalTitlePar", null),
    nillable("dmLegalTitlePoint", null),
    nillable("dmPersonalDelivery", String(message.isPersonal)),
    nillable("dmAllowSubstDelivery", String(message.allowsFiction)),
  ];
}

function fileEntry({ name, mediaType, bytes }: DataMessage["files"][number], isMain: boolean) {
  const attributes = {
    dmMimeType: mediaType,
    dmFileMetaType: isMain ? "main" : "enclosure",
    dmFileDescr: name,
  };
  const coded = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
  return [{ name: "p:dmFile", attributes }, [["p:dmEncodedContent", coded]]] as const;
}
