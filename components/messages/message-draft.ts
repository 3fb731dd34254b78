import {
  CHANNELS,
  type Channel,
  type DeliveryMode,
  type SenderKind,
  SUBJECT_CHANNELS,
} from "@/db/values/messages";
import type { RouterInput, RouterOutput } from "../api/crm";

export type CaseRecipient = RouterOutput["messages"]["recipients"][number];
export type MessagePreview = RouterOutput["messages"]["preview"];
export type PreviewInput = RouterInput["messages"]["preview"];

/** What is being written, before anybody knows whom it will reach. */
export interface MessageDraft {
  channel: Channel;
  templateId: number | null;
  text: string;
  subject: string;
  ourRef: string;
  yourRef: string;
  deliveryMode: DeliveryMode;
  sender: SenderKind;
  /** Of the chosen template. */
  templateHasSubject: boolean;
}

export const emptyMessageDraft: MessageDraft = {
  ...{ channel: "email", templateId: null, text: "", subject: "", ourRef: "", yourRef: "" },
  ...{ deliveryMode: "ordinary", sender: "operator", templateHasSubject: false },
};

/** Which of the fields around the text a channel carries. */
export const FIELDS: Record<
  Channel,
  { subject: boolean; references: boolean; mode: boolean; sender: boolean; files: boolean }
> = {
  email: { subject: true, references: false, mode: false, sender: true, files: true },
  sms: { subject: false, references: false, mode: false, sender: false, files: false },
  letter: { subject: true, references: true, mode: true, sender: true, files: true },
  data_box: { subject: true, references: true, mode: false, sender: false, files: true },
};

/** What the verbs take of it; null while there is nothing to send. Empty lines are the template's. */
export function contentOf(draft: MessageDraft) {
  const { channel, templateId, text } = draft;
  if (templateId === null && text.trim() === "") return null;
  const has = FIELDS[channel];
  const line = (isShown: boolean, value: string) => (isShown && value.trim() ? value.trim() : null);
  return {
    ...{ channel, templateId, text: templateId === null ? text : "" },
    subject: line(has.subject, draft.subject),
    ourRef: line(has.references, draft.ourRef),
    yourRef: line(has.references, draft.yourRef),
    deliveryMode: has.mode ? draft.deliveryMode : null,
    // What leaves by no person's address is the company's.
    sender: has.sender ? draft.sender : ("tenant" as const),
  };
}

/** Whether the subject is missing without which nothing leaves by the channel. */
export const lacksSubject = (draft: MessageDraft): boolean =>
  SUBJECT_CHANNELS.includes(draft.channel) &&
  draft.subject.trim() === "" &&
  !(draft.templateId !== null && draft.templateHasSubject);

/** The first channel by which somebody can be reached at all. */
export const firstChannel = (recipient: CaseRecipient | undefined): Channel =>
  CHANNELS.find((channel) => (recipient?.[channel].length ?? 0) > 0) ?? "email";
