import type { DataMessage, DataMessageType } from "@/server/connectors/data-box";
import type { Outgoing, OutgoingFile } from "../outgoing";
import { asPrinted } from "../prints/printable";
import type { Shaped } from "./outgoing-carrier";

const REFERENCE_MAX = 50;
const SUBJECT_MAX = 255;

const fileOf = ({ name, mediaType, bytes }: OutgoingFile) => {
  const plain = name.replace(/[\p{Cc}/\\]/gu, "_");
  const type = mediaType.split(";")[0]?.trim() ?? "";
  return {
    // The system goes by endings.
    name: /\.\w{1,10}$/.test(plain) ? plain : `${plain}.pdf`,
    mediaType: type.includes("/") ? type : "application/octet-stream",
    bytes,
  };
};

/** A message for a data box: the document as PDF, attachments as they are, references cut to fit. */
export function dataMessageShape(
  message: Outgoing,
  { type }: { type: DataMessageType },
): Shaped<DataMessage> {
  const { ourRef, yourRef } = message;
  const files = asPrinted(message.files).map(({ kind, file, source }) =>
    fileOf(kind === "document" ? file : source),
  );
  const shaped: DataMessage = {
    ...{ recipientBox: message.toAddress, type, files },
    subject: (message.subject || ourRef || "Zpráva").slice(0, SUBJECT_MAX),
    ...(ourRef ? { senderIdent: ourRef.slice(0, REFERENCE_MAX) } : {}),
    ...(yourRef ? { recipientRefNumber: yourRef.slice(0, REFERENCE_MAX) } : {}),
    ...{ isPersonal: false, allowsFiction: true },
  };
  return { ok: true, message: shaped };
}
