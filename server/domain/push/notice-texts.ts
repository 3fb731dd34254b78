import type { NoticeKind } from "@/db/values/push";
import type { Locale } from "@/server/kernel/locale";
import type { DueNotice } from "./queue-notices";

type Text = (refNo: string) => string;
type Due = "replySoon" | "replyOver" | "resolutionSoon" | "resolutionOver";
type Texts = Record<Exclude<NoticeKind, "answer_due"> | Due, Text>;

/** What a locked screen shows: that something is there, of nobody what. */
const TEXTS: Record<Locale, Texts> = {
  cs: {
    new_request: (refNo) => `Nový požadavek ${refNo}`,
    client_replied: (refNo) => `Klient odpověděl v požadavku ${refNo}`,
    replySoon: (refNo) => `Na požadavek ${refNo} je třeba brzy odpovědět`,
    replyOver: (refNo) => `Na požadavek ${refNo} měla už odejít odpověď`,
    resolutionSoon: (refNo) => `Požadavek ${refNo} je třeba brzy vyřešit`,
    resolutionOver: (refNo) => `Požadavek ${refNo} už měl být vyřešen`,
  },
  sk: {
    new_request: (refNo) => `Nová požiadavka ${refNo}`,
    client_replied: (refNo) => `Klient odpovedal v požiadavke ${refNo}`,
    replySoon: (refNo) => `Na požiadavku ${refNo} treba čoskoro odpovedať`,
    replyOver: (refNo) => `Na požiadavku ${refNo} mala už odísť odpoveď`,
    resolutionSoon: (refNo) => `Požiadavku ${refNo} treba čoskoro vyriešiť`,
    resolutionOver: (refNo) => `Požiadavka ${refNo} už mala byť vyriešená`,
  },
  en: {
    new_request: (refNo) => `New request ${refNo}`,
    client_replied: (refNo) => `Client replied in request ${refNo}`,
    replySoon: (refNo) => `Request ${refNo} is due to be answered soon`,
    replyOver: (refNo) => `Request ${refNo} should have been answered by now`,
    resolutionSoon: (refNo) => `Request ${refNo} is due to be resolved soon`,
    resolutionOver: (refNo) => `Request ${refNo} should have been resolved by now`,
  },
  ru: {
    new_request: (refNo) => `Новое обращение ${refNo}`,
    client_replied: (refNo) => `Клиент ответил в обращении ${refNo}`,
    replySoon: (refNo) => `На обращение ${refNo} пора скоро ответить`,
    replyOver: (refNo) => `На обращение ${refNo} уже следовало ответить`,
    resolutionSoon: (refNo) => `Обращение ${refNo} пора скоро решить`,
    resolutionOver: (refNo) => `Обращение ${refNo} уже следовало решить`,
  },
};

const nameOf = ({ kind, due }: { kind: NoticeKind; due: DueNotice }): keyof Texts =>
  kind === "answer_due" ? `${due.promise}${due.isOver ? "Over" : "Soon"}` : kind;

/** What a device is sent. `url` leads into the pocket version. */
export const noticeOf = (given: {
  kind: NoticeKind;
  refNo: string;
  caseId: number;
  language: Locale;
  due: DueNotice;
}): string =>
  JSON.stringify({
    title: "Saldo",
    body: TEXTS[given.language][nameOf(given)](given.refNo),
    tag: `request-${given.caseId}`,
    url: `/pocket#request-${given.caseId}`,
  });
