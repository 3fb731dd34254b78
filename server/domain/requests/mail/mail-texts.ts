import type { Locale } from "@/server/kernel/locale";

interface Words {
  refNo: string;
  sender: string;
}

interface Texts {
  /** That a mail became a request. */
  receipt(words: Words): string;
  /** What stands below an answer. */
  footer(words: Words): string;
  /** Which files no mail carries, and where they are read; null: nowhere but with us. */
  tooLarge(words: { names: string; link: string | null }): string;
}

/** What our mails say of themselves, in the client's language. */
export const MAIL_TEXTS: Readonly<Record<Locale, Texts>> = {
  cs: {
    receipt: ({ refNo, sender }) =>
      `Dobrý den,\n\nvaši zprávu jsme přijali jako požadavek ${refNo} a odpovíme vám na tuto adresu. Chcete-li něco doplnit, odpovězte na tento e-mail.\n\n${sender}`,
    footer: ({ refNo, sender }) =>
      `${sender}\nPožadavek ${refNo}. Odpovědět můžete přímo na tento e-mail.`,
    tooLarge: ({ names, link }) =>
      link === null
        ? `Pro e-mail je příliš velké: ${names}. Odpovězte nám prosím, jak vám to máme předat.`
        : `Pro e-mail je příliš velké: ${names}. Najdete to zde: ${link}`,
  },
  sk: {
    receipt: ({ refNo, sender }) =>
      `Dobrý deň,\n\nvašu správu sme prijali ako požiadavku ${refNo} a odpovieme vám na túto adresu. Ak chcete niečo doplniť, odpovedzte na tento e-mail.\n\n${sender}`,
    footer: ({ refNo, sender }) =>
      `${sender}\nPožiadavka ${refNo}. Odpovedať môžete priamo na tento e-mail.`,
    tooLarge: ({ names, link }) =>
      link === null
        ? `Pre e-mail je príliš veľké: ${names}. Odpovedzte nám, prosím, ako vám to máme odovzdať.`
        : `Pre e-mail je príliš veľké: ${names}. Nájdete to tu: ${link}`,
  },
  en: {
    receipt: ({ refNo, sender }) =>
      `Hello,\n\nwe have received your message as request ${refNo} and will answer you at this address. To add anything, reply to this e-mail.\n\n${sender}`,
    footer: ({ refNo, sender }) => `${sender}\nRequest ${refNo}. You can reply to this e-mail.`,
    tooLarge: ({ names, link }) =>
      link === null
        ? `Too large for e-mail: ${names}. Please reply how we should hand it over to you.`
        : `Too large for e-mail: ${names}. You will find it here: ${link}`,
  },
  ru: {
    receipt: ({ refNo, sender }) =>
      `Здравствуйте!\n\nМы приняли ваше письмо как обращение ${refNo} и ответим на этот адрес. Чтобы что-то добавить, ответьте на это письмо.\n\n${sender}`,
    footer: ({ refNo, sender }) =>
      `${sender}\nОбращение ${refNo}. Ответить можно прямо на это письмо.`,
    tooLarge: ({ names, link }) =>
      link === null
        ? `Слишком велико для письма: ${names}. Напишите, пожалуйста, как вам это передать.`
        : `Слишком велико для письма: ${names}. Это можно открыть здесь: ${link}`,
  },
};
