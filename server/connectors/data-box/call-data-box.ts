import { baseOf, callWeb, retryAfterSeconds, type WebReason } from "../web";
import type { XmlFields } from "../xml";
import type { DataBoxSettings } from "./data-box";
import { readSoap, type SoapAnswer, writeSoap } from "./soap";

/** The services by the paths that they lie at. */
export type ServicePath = "dz" | "dx" | "df" | "DsManage";

export interface Question {
  path: ServicePath;
  operation: string;
  content: XmlFields;
}

export type CallOutcome =
  | SoapAnswer
  /** Another answer than that of a service: 401, 503, a page of a proxy. */
  | { kind: "http"; status: number; retryAfterSeconds: number | null }
  /** It surely did not arrive. */
  | { kind: "unsent"; reason: WebReason }
  /** It may have arrived, and nothing came back. */
  | { kind: "unknown"; reason: WebReason };

/** Shorter than whoever hands messages over waits for one that is in hand. */
const TIMEOUT_MS = 120_000;
/** A message of 20 MB in base64 twice, in its signed original and around it, with room for lines. */
const BYTES_MAX = 64 * 1024 * 1024;

/** Asks a service of the data boxes once. Never throws. */
export async function callDataBox(
  settings: DataBoxSettings,
  { path, operation, content }: Question,
): Promise<CallOutcome> {
  const { baseUrl, user, password, isPrivateAllowed, timeoutMs = TIMEOUT_MS } = settings;
  const url = new URL(path, baseOf(baseUrl));
  const headers = {
    "content-type": "text/xml; charset=utf-8",
    soapaction: '""',
    authorization: `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`,
  };
  const body = Buffer.from(writeSoap(operation, content));
  const rules = { timeoutMs, bytesMax: BYTES_MAX, isPrivateAllowed };
  const came = await callWeb({ url, method: "POST", headers, body }, rules);
  if (came.kind !== "answer") return came;
  const read = readSoap(came.body, operation);
  // A fault comes with 500 by the standard, and with 200 by habit.
  if (came.status === 200 || read.kind === "fault") return read;
  const now = (settings.now ?? (() => new Date()))();
  const seconds = retryAfterSeconds(came.headers["retry-after"], now);
  return { kind: "http", status: came.status, retryAfterSeconds: seconds };
}
