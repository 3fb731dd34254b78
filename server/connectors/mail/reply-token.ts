import { createHmac, timingSafeEqual } from "node:crypto";

/** The message that a reply answers. */
export interface RepliedMessage {
  tenantId: number;
  messageId: number;
}

const ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
const TENANT_BYTES = 4;
const MESSAGE_BYTES = 7;
const SEAL_BYTES = 9;
const TOKEN_LENGTH = ((TENANT_BYTES + MESSAGE_BYTES + SEAL_BYTES) * 8) / 5;
const ANY_TOKEN = /\+([a-z2-7]{16,40})(?![a-z2-7])/gi;
const TOKEN = new RegExp(`\\+([a-z2-7]{${TOKEN_LENGTH}})(?![a-z2-7])`, "gi");

/**
 * What a reply address carries: which message it answers, sealed so that nobody can make up another
 * one, and covered so that nobody can count our messages. The same message has the same token always.
 * 32 letters and digits; their case does not matter.
 */
export function makeReplyToken({ tenantId, messageId }: RepliedMessage, secret: string): string {
  const numbers = Buffer.alloc(TENANT_BYTES + MESSAGE_BYTES);
  numbers.writeUInt32BE(tenantId, 0);
  let rest = BigInt(messageId);
  for (let at = numbers.length - 1; at >= TENANT_BYTES; at -= 1, rest >>= 8n) {
    numbers[at] = Number(rest & 0xffn);
  }
  const seal = sealOf(numbers, secret);
  return encode(Buffer.concat([seal, covered(numbers, seal, secret)]));
}

/** The message of a token, or null where we have not made it. */
export function readReplyToken(token: string, secret: string): RepliedMessage | null {
  const bytes = decode(token.toLowerCase());
  if (bytes === null) return null;
  const seal = bytes.subarray(0, SEAL_BYTES);
  const numbers = covered(bytes.subarray(SEAL_BYTES), seal, secret);
  if (!timingSafeEqual(seal, sealOf(numbers, secret))) return null;
  let messageId = 0n;
  for (const byte of numbers.subarray(TENANT_BYTES)) messageId = (messageId << 8n) | BigInt(byte);
  return { tenantId: numbers.readUInt32BE(0), messageId: Number(messageId) };
}

/** "reply@mail.example" with a token: "reply+<token>@mail.example". */
export function makeReplyAddress(base: string, token: string): string {
  const at = base.lastIndexOf("@");
  return `${base.slice(0, at)}+${token}${base.slice(at)}`;
}

/**
 * The message that a mail answers, by any address that it bears: Delivered-To, X-Original-To, To, Cc.
 * One that was forwarded holds ours inside another ("SRS0=x=reply+…=mail.example@other.example"): the
 * seal proves the token, so the rest of the address does not matter.
 */
export function findReplied(addresses: readonly string[], secret: string): RepliedMessage | null {
  for (const address of addresses) {
    for (const [, token = ""] of address.matchAll(TOKEN)) {
      const replied = readReplyToken(token, secret);
      if (replied !== null) return replied;
    }
  }
  return null;
}

/** What stands where a token of ours would, for tokens that are kept in rows; in small letters. */
export function replyTokensIn(addresses: readonly string[]): string[] {
  const found = addresses.flatMap((address) => [...address.matchAll(ANY_TOKEN)]);
  return [...new Set(found.map(([, token = ""]) => token.toLowerCase()))];
}

const digest = (purpose: string, bytes: Buffer, secret: string): Buffer =>
  createHmac("sha256", secret).update(purpose).update(bytes).digest();

const sealOf = (numbers: Buffer, secret: string): Buffer =>
  digest("saldo reply seal\0", numbers, secret).subarray(0, SEAL_BYTES);

/** Covers what is plain and uncovers what is covered. */
function covered(bytes: Buffer, seal: Buffer, secret: string): Buffer {
  const cover = digest("saldo reply cover\0", seal, secret);
  return Buffer.from(bytes.map((byte, at) => byte ^ (cover[at] ?? 0)));
}

function encode(bytes: Buffer): string {
  let bits = 0n;
  for (const byte of bytes) bits = (bits << 8n) | BigInt(byte);
  let text = "";
  for (let i = 0; i < TOKEN_LENGTH; i += 1, bits >>= 5n) text = ALPHABET[Number(bits & 31n)] + text;
  return text;
}

function decode(text: string): Buffer | null {
  if (text.length !== TOKEN_LENGTH) return null;
  let bits = 0n;
  for (const char of text) {
    const value = ALPHABET.indexOf(char);
    if (value === -1) return null;
    bits = (bits << 5n) | BigInt(value);
  }
  const hex = bits.toString(16).padStart((TOKEN_LENGTH * 5) / 4, "0");
  return Buffer.from(hex, "hex");
}
