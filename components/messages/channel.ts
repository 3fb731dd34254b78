import { AtSign, type LucideIcon, Mailbox, MessageSquareText, Vault } from "lucide-react";
import type { Channel, MessageState } from "@/db/values/messages";
import type { Tone } from "../ui/tone";

/** The one sign of each channel, everywhere. No envelope: it would stand for a mail and for a letter. */
export const channelIcon: Record<Channel, LucideIcon> = {
  email: AtSign,
  sms: MessageSquareText,
  letter: Mailbox,
  data_box: Vault,
};

export const stateTone: Record<MessageState, Tone> = {
  waiting: "info",
  sending: "info",
  uncertain: "warning",
  sent: "accent",
  delivered: "positive",
  returned: "danger",
  refused: "danger",
  cancelled: "neutral",
  filed: "positive",
  unfiled: "warning",
};
