/**
 * A text as it leaves by SMS. Amounts are printed with spaces that do not break; GSM-7 lacks them, and
 * one would shorten every part of the message from 160 characters to 70.
 */
export function smsText(text: string): string {
  return text.replace(/[\u00a0\u2007\u2009\u202f]/g, " ").trim();
}
