import { type LucideIcon, Mail, Mailbox, MessageSquareText, Vault } from "lucide-react";
import type { Channel, MessageState } from "@/db/values/messages";
import type { Tone } from "../ui/tone";

export const channelIcon: Record<Channel, LucideIcon> = {
  email: Mail,
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
