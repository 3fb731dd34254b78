"use client";

import {
  ArrowRightLeft,
  Banknote,
  CalendarCheck,
  CalendarClock,
  CircleCheck,
  CirclePause,
  FileCheck,
  FileText,
  Gavel,
  Handshake,
  type LucideIcon,
  Mail,
  MailCheck,
  MailWarning,
  Percent,
  PhoneIncoming,
  PhoneMissed,
  PhoneOutgoing,
  Receipt,
  Reply,
  Scale,
  Settings2,
  ShieldAlert,
  StickyNote,
  Timer,
  TriangleAlert,
  Undo2,
} from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { channelIcon } from "../messages/channel";
import { sentOf } from "../messages/sent-of";
import { MoreMenu } from "../ui/menu";
import { TimelineItem } from "../ui/timeline";
import type { Tone } from "../ui/tone";
import { answersOf } from "./call-answers";
import type { TimelineEvent } from "./event";
import { EventBody } from "./event-body";
import type { Asked } from "./event-dialogs";
import { MessageTitle } from "./message-body";
import { clockOf } from "./prague-time";
import { type SystemEvent, systemEventOf } from "./system-event";
import { useEventActions } from "./use-event-actions";
import { useProofEntries } from "./use-proof-entries";
import { useShowEntries } from "./use-show-entries";

export type EventRowProps = {
  caseId: number;
  event: TimelineEvent;
  systemText: (data: unknown) => string;
  onAsk: (asked: Asked) => void;
};

/** One event on the line: what, who, when, and what it says. */
export function EventRow({ caseId, event, systemText, onAsk }: EventRowProps) {
  const t = useTranslations("timeline");
  const ofProof = useProofEntries(onAsk, caseId)(event);
  const ofShowing = useShowEntries(onAsk)(event);
  const entries = [...ofShowing, ...ofProof, ...useEventActions(onAsk)(event)];
  const { icon, tone } = lookOf(event);
  return (
    <TimelineItem
      icon={icon}
      tone={tone}
      title={<Title event={event} systemText={systemText} />}
      actor={event.authorName ?? (event.kind === "system" ? null : t("author.system"))}
      at={<time dateTime={event.at.toISOString()}>{clockOf(event.at)}</time>}
      actions={entries.length > 0 ? <MoreMenu entries={entries} /> : undefined}
    >
      <EventBody event={event} onAsk={onAsk} />
    </TimelineItem>
  );
}

function Title({ event, systemText }: Omit<EventRowProps, "caseId" | "onAsk">): ReactNode {
  const t = useTranslations("timeline");
  if (event.kind === "system") return systemText(event.data);
  if (event.kind === "task") return t(event.place ? "kind.meeting" : "kind.task");
  if (event.kind === "message" || event.kind === "reply") return <MessageTitle event={event} />;
  const answers = event.kind === "call_form" ? answersOf(event.data) : null;
  return answers
    ? `${t("kind.call_form")}: ${t(`outcome.${answers.outcome}`)}`
    : t(`kind.${event.kind}`);
}

type Look = { icon: LucideIcon; tone?: Tone };

const looks: Record<TimelineEvent["kind"], Look> = {
  note: { icon: StickyNote, tone: "warning" },
  task: { icon: CircleCheck, tone: "positive" },
  work: { icon: Timer, tone: "violet" },
  document: { icon: FileText, tone: "info" },
  message: { icon: Mail, tone: "info" },
  reply: { icon: Reply, tone: "info" },
  call_form: { icon: PhoneOutgoing, tone: "accent" },
  system: { icon: Settings2 },
};

/** Money that came is good news; what was taken back asks to be read. */
const booked: Partial<Record<SystemEvent["code"], Look>> = {
  "claim.created": { icon: Receipt },
  "claim.charged": { icon: Receipt },
  "schedule.created": { icon: CalendarClock },
  "schedule.ended": { icon: CalendarClock },
  "schedule.broken": { icon: TriangleAlert, tone: "danger" },
  "schedule.healed": { icon: CalendarClock, tone: "positive" },
  "schedule.move_refused": { icon: TriangleAlert, tone: "warning" },
  "request.client": { icon: Reply, tone: "info" },
  "request.operator": { icon: Mail },
  "paper.issued": { icon: FileCheck },
  "request.routed": { icon: ArrowRightLeft },
  "request.assigned": { icon: ArrowRightLeft },
  "request.recorded": { icon: Scale, tone: "warning" },
  "request.due_soon": { icon: TriangleAlert, tone: "warning" },
  "request.overdue": { icon: TriangleAlert, tone: "danger" },
  "promise.made": { icon: Handshake, tone: "info" },
  "promise.kept": { icon: Handshake, tone: "positive" },
  "promise.broken": { icon: TriangleAlert, tone: "danger" },
  "promise.reopened": { icon: Handshake, tone: "warning" },
  "promise.cancelled": { icon: Handshake },
  "claim.interest_started": { icon: Percent },
  "claim.interest_stopped": { icon: Percent, tone: "warning" },
  "import.claims": { icon: Receipt },
  "payment.recorded": { icon: Banknote, tone: "positive" },
  "import.payments": { icon: Banknote, tone: "positive" },
  "claim.lowered": { icon: Receipt, tone: "warning" },
  "claim.lowering_undone": { icon: Undo2, tone: "warning" },
  "claim.settlement": { icon: Receipt },
  "claim.assigned": { icon: ArrowRightLeft },
  "payment.surplus": { icon: Banknote, tone: "warning" },
  "charge.reversed": { icon: Undo2, tone: "warning" },
  "payment.reversed": { icon: Undo2, tone: "warning" },
  "message.stopped": { icon: MailWarning, tone: "warning" },
  "message.left_out": { icon: MailWarning, tone: "warning" },
  "message.returned": { icon: MailWarning, tone: "danger" },
  "message.delivered": { icon: MailCheck, tone: "positive" },
  "insolvency.began": { icon: ShieldAlert, tone: "danger" },
  "insolvency.moved": { icon: ShieldAlert, tone: "warning" },
  "insolvency.ended": { icon: ShieldAlert, tone: "positive" },
  "insolvency.suspected": { icon: ShieldAlert, tone: "warning" },
  "insolvency.doubt_ended": { icon: ShieldAlert },
  "insolvency.named": { icon: ShieldAlert, tone: "warning" },
  "insolvency.others": { icon: ShieldAlert },
  "contact.held": { icon: CirclePause, tone: "warning" },
  "contact.released": { icon: CirclePause },
};

function lookOf(event: TimelineEvent): Look {
  const look = looks[event.kind];
  if (event.kind === "message") {
    const sent = sentOf(event.data);
    return sent ? { ...look, icon: channelIcon[sent.channel] } : look;
  }
  if (event.kind === "task" && event.place) return { ...look, icon: CalendarCheck };
  if (event.kind === "call_form") {
    const answers = answersOf(event.data);
    if (answers?.outcome === "not_reached") return { icon: PhoneMissed, tone: "neutral" };
    if (answers?.outcome === "promise") return { icon: PhoneOutgoing, tone: "positive" };
    if (answers?.outcome === "refusal") return { icon: PhoneOutgoing, tone: "danger" };
    return answers?.direction === "incoming" ? { ...look, icon: PhoneIncoming } : look;
  }
  if (event.kind === "system") {
    const told = systemEventOf(event.data);
    const code = told?.code;
    // What became of a message stands under the sign of its channel.
    if (told?.code.startsWith("message.") && "channel" in told.params) {
      return { ...booked[told.code], icon: channelIcon[told.params.channel] };
    }
    if (code === "case.moved") return { icon: ArrowRightLeft, tone: "accent" };
    if (code === "proceeding.added") return { icon: Gavel };
    return (code && booked[code]) || look;
  }
  return look;
}
