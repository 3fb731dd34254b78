export { type MailPreferences, myMailPreferences, saveMailPreferences } from "./mail-preferences";
export { notifyBroken } from "./notify-broken";
export { notifyInsolvency } from "./notify-insolvency";
export { queueDigests } from "./queue-digests";
export { type QueuedMail, queueMails } from "./queue-mails";
export { requeueMails } from "./requeue-mails";
export { resendMails } from "./resend-mails";
export { type PostOffice, sendMail } from "./send-mail";
export { listUnsentMails, type UnsentMail } from "./unsent-mails";
