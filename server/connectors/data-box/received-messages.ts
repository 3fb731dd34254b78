import { DomainError } from "@/server/kernel/errors";
import { xmlChild } from "../xml";
import { askDataBox } from "./ask-data-box";
import type { BoxEnvelope, DataBoxSettings, ReceivedMessage } from "./data-box";
import { readEnvelope, readFiles, readList } from "./read-envelope";
import { nillable, textOf } from "./soap";

export const PAGE_RECORDS_MAX = 1_000;

export interface ReceivedQuestion {
  from: Date;
  to: Date;
  /** From 1 on. */
  offset: number;
  limit: number;
}

/**
 * Messages that came into the box. **Asking is signing in: all messages that wait in the box become
 * delivered by it and their legal periods begin to run.** It is called only where the owner of the box
 * has said so, never by anything that merely looks. Throws external `dataBox.*`.
 */
export async function listReceived(
  settings: DataBoxSettings,
  { from, to, offset, limit }: ReceivedQuestion,
): Promise<BoxEnvelope[]> {
  const records = Math.min(Math.max(1, limit), PAGE_RECORDS_MAX);
  const { root } = await askDataBox(settings, {
    ...{ path: "dx", operation: "GetListOfReceivedMessages" },
    content: [
      nillable("dmFromTime", from.toISOString()),
      nillable("dmToTime", to.toISOString()),
      nillable("dmRecipientOrgUnitNum", null),
      ["p:dmStatusFilter", "-1"],
      nillable("dmOffset", String(Math.max(1, offset))),
      nillable("dmLimit", String(records)),
    ],
  });
  return readList(root);
}

/**
 * A received message whole: its files, and the signed original (ZFO), which the system keeps for 90
 * days only. **It signs in as `listReceived` does.** Throws external `dataBox.*`.
 */
export async function downloadReceived(
  settings: DataBoxSettings,
  id: string,
): Promise<ReceivedMessage> {
  const content = [["p:dmID", id]] as const;
  const signed = await askDataBox(settings, {
    ...{ path: "dz", operation: "SignedMessageDownload", content },
  });
  const zfo = textOf(signed.root, "dmSignature") ?? "";
  const plain = await askDataBox(settings, { path: "dz", operation: "MessageDownload", content });
  const message = xmlChild(plain.root, "dmReturnedMessage");
  const envelope = message === undefined ? null : readEnvelope(message);
  if (message === undefined || envelope === null || zfo === "" || envelope.id !== id) {
    throw new DomainError("external", "dataBox.odd_answer");
  }
  return { ...envelope, files: readFiles(message), zfo: Buffer.from(zfo, "base64") };
}

/** Tells the system that a received message was taken over: it counts as read (7) from then on. */
export async function markDownloaded(settings: DataBoxSettings, id: string): Promise<void> {
  const question = { path: "dx", operation: "MarkMessageAsDownloaded" } as const;
  await askDataBox(settings, { ...question, content: [["p:dmID", id]] });
}
