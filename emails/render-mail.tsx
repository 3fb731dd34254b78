import type { ReactElement } from "react";
import { render } from "react-email";
import type { Locale } from "@/server/kernel/locale";
import CaseStep from "./case-step";
import ClientInvitation from "./client-invitation";
import ClientRegistration from "./client-registration";
import ClientSignIn from "./client-sign-in";
import CollegialActions, { subjectOf } from "./collegial-actions";
import DataErased from "./data-erased";
import InsolvencyChanges from "./insolvency-changes";
import type { Mails } from "./mails";
import OverdueDigest from "./overdue-digest";
import RequestAnswered from "./request-answered";
import RequestEscalated from "./request-escalated";
import ScheduleBroken from "./schedule-broken";
import TriggerOff from "./trigger-off";
import { type Words, wordsIn } from "./words";

export interface RenderedMail {
  subject: string;
  html: string;
  text: string;
}

type Template<K extends keyof Mails> = {
  subject: (words: Words, data: Mails[K]) => string;
  body: (words: Words, data: Mails[K]) => ReactElement;
};

const TEMPLATES: { [K in keyof Mails]: Template<K> } = {
  schedule_broken: {
    subject: ({ t }, { refNo, debtorName }) => t("scheduleBroken.subject", { refNo, debtorName }),
    body: (words, data) => <ScheduleBroken words={words} data={data} />,
  },
  case_step: {
    subject: ({ t }, { category, refNo, state, title }) =>
      t("caseStep.subject", { category, refNo, state, title }),
    body: (words, data) => <CaseStep words={words} data={data} />,
  },
  collegial_actions: {
    subject: subjectOf,
    body: (words, data) => <CollegialActions words={words} data={data} />,
  },
  insolvency_changes: {
    subject: ({ t, day }, { day: on, count }) => t("insolvency.subject", { day: day(on), count }),
    body: (words, data) => <InsolvencyChanges words={words} data={data} />,
  },
  overdue_digest: {
    subject: ({ t, day }, { count, day: on, promises }) =>
      count > 0
        ? t("digest.subject", { day: day(on), count })
        : t("digest.promisesSubject", { day: day(on), count: promises.length }),
    body: (words, data) => <OverdueDigest words={words} data={data} />,
  },
  trigger_off: {
    subject: ({ t }, { endpoint }) => t("triggerOff.subject", { endpoint }),
    body: (words, data) => <TriggerOff words={words} data={data} />,
  },
  client_invitation: {
    subject: ({ t }, { sender }) => t("invitation.subject", { sender }),
    body: (words, data) => <ClientInvitation words={words} data={data} />,
  },
  client_sign_in: {
    subject: ({ t }, { sender }) => t("signIn.subject", { sender }),
    body: (words, data) => <ClientSignIn words={words} data={data} />,
  },
  client_registration: {
    subject: ({ t }, { sender }) => t("registration.subject", { sender }),
    body: (words, data) => <ClientRegistration words={words} data={data} />,
  },
  request_answered: {
    subject: ({ t }, { sender, refNo }) => t("answered.subject", { sender, refNo }),
    body: (words, data) => <RequestAnswered words={words} data={data} />,
  },
  request_escalated: {
    subject: ({ t }, { refNo, subject }) => t("escalated.subject", { refNo, subject }),
    body: (words, data) => <RequestEscalated words={words} data={data} />,
  },
  data_erased: {
    subject: ({ t }, { sender }) => t("erased.subject", { sender }),
    body: (words) => <DataErased words={words} />,
  },
};

/** The few of them that also go to telephones, in as few words as they can. */
const TEXTS: { [K in keyof Mails]?: (words: Words, data: Mails[K]) => string } = {
  client_invitation: ({ t, urlOf, day }, { sender, until, path = "" }) =>
    `${t("invitation.sms", { sender, day: day(until) })} ${urlOf(path)}`,
};

/** A mail as a text for a telephone; null: it is none for telephones. */
export function renderText<K extends keyof Mails>(
  kind: K,
  data: Mails[K],
  at: { language: Locale; baseUrl: string },
): RenderedMail | null {
  const text = TEXTS[kind]?.(wordsIn(at.language, at.baseUrl), data);
  return text === undefined ? null : { subject: "", html: "", text };
}

/** A mail of ours in the reader's language, as HTML and as plain text that says the same. */
export async function renderMail<K extends keyof Mails>(
  kind: K,
  data: Mails[K],
  at: { language: Locale; baseUrl: string },
): Promise<RenderedMail> {
  const words = wordsIn(at.language, at.baseUrl);
  const template = TEMPLATES[kind];
  const body = template.body(words, data);
  const [html, text] = [await render(body), await render(body, { plainText: true })];
  // A line break in a header would begin another header.
  return { subject: template.subject(words, data).replace(/\s+/g, " ").trim(), html, text };
}
