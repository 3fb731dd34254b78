import type { Carrier } from "@/server/kernel/delivery";
import type { DataBoxSettings, DataMessage } from "./data-box";
import { followMessages } from "./follow-messages";
import { handMessage } from "./hand-message";
import { findMessage } from "./sent-messages";

/**
 * Messages by the data boxes (ISDS). It has no `receive`: reading the box delivers what waits in it,
 * so that is a decision of its owner (`listReceived`) and no part of looking after letters.
 */
export function openDataBoxCarrier(settings: DataBoxSettings): Carrier<DataMessage> {
  return {
    code: "isds",
    hand: (message, key) => handMessage(settings, message, key),
    find: (message, key, triedAt) => findMessage(settings, message, { key, triedAt }),
    follow: (ids) => followMessages(settings, ids),
  };
}
