export { type MailSender, type OutgoingMail, refused } from "./mail";
export { type MailSettings, openSender } from "./open-sender";
