import type { PostalAddress as KeptAddress } from "@/db/schema/messages";
import type { LetterMessage, PostalAddress } from "@/server/connectors/post";
import type { Outgoing } from "../outgoing";
import { asPrinted } from "../prints/printable";
import type { Shaped } from "./outgoing-carrier";

const NUMBERED = /^(.*?)[\s,]*(?:č\.?\s?p\.?\s*)?(\d+[a-z]?)(?:\s*\/\s*(\d+[a-z]?))?$/iu;

/** "Česká 12/4" as street, house number and orientation number; a village has a number alone. */
export function splitStreet(line: string): {
  street: string;
  houseNumber: string;
  orientationNumber?: string;
} {
  const found = NUMBERED.exec(line.trim());
  if (!found) return { street: line.trim(), houseNumber: "" };
  const [, street = "", houseNumber = "", orientation] = found;
  return {
    ...{ street: street.trim(), houseNumber },
    ...(orientation ? { orientationNumber: orientation } : {}),
  };
}

/** An address as the post takes it. */
export function postalOf({ name, street, ...rest }: KeptAddress): PostalAddress {
  return { nameLines: [name], ...splitStreet(street), ...rest };
}

/** A message as a letter: its prints in their order, and who writes to whom. */
export function letterShape(
  message: Outgoing,
  { sender, isDuplex }: { sender: KeptAddress; isDuplex: boolean },
): Shaped<LetterMessage> {
  const { toPostal, deliveryMode } = message;
  if (!toPostal) return { ok: false, handed: { outcome: "refused", reason: "no_address" } };
  const letter: LetterMessage = {
    deliveryMode: deliveryMode ?? "ordinary",
    ...{ sender: postalOf(sender), recipient: postalOf(toPostal), isDuplex },
    pdf: asPrinted(message.files).map(({ file }) => file.bytes),
  };
  return { ok: true, message: letter };
}
