import type { NoticeKind } from "@/db/values/push";
import type { Locale } from "@/server/kernel/locale";

/** What a locked screen shows: that something is there, of nobody what. */
const TEXTS: Record<Locale, Record<NoticeKind, (refNo: string) => string>> = {
  cs: {
    new_request: (refNo) => `Nový požadavek ${refNo}`,
    client_replied: (refNo) => `Klient odpověděl v požadavku ${refNo}`,
    answer_due: (refNo) => `Na požadavek ${refNo} je třeba brzy odpovědět`,
  },
  sk: {
    new_request: (refNo) => `Nová požiadavka ${refNo}`,
    client_replied: (refNo) => `Klient odpovedal v požiadavke ${refNo}`,
    answer_due: (refNo) => `Na požiadavku ${refNo} treba čoskoro odpovedať`,
  },
  en: {
    new_request: (refNo) => `New request ${refNo}`,
    client_replied: (refNo) => `Client replied in request ${refNo}`,
    answer_due: (refNo) => `Request ${refNo} is due to be answered soon`,
  },
  ru: {
    new_request: (refNo) => `Новое обращение ${refNo}`,
    client_replied: (refNo) => `Клиент ответил в обращении ${refNo}`,
    answer_due: (refNo) => `На обращение ${refNo} пора скоро ответить`,
  },
};

/** What a device is sent. `url` leads into the pocket version. */
export const noticeOf = (given: {
  kind: NoticeKind;
  refNo: string;
  caseId: number;
  language: Locale;
}): string =>
  JSON.stringify({
    title: "Saldo",
    body: TEXTS[given.language][given.kind](given.refNo),
    tag: `request-${given.caseId}`,
    url: `/pocket#request-${given.caseId}`,
  });
