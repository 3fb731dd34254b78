import type { Behaviour, Gateway } from "../../web/testing/gateway";

/** A message that a twin has taken; it is never taken off the list. */
export interface TakenSms {
  id: string;
  /** As it came on the wire. */
  number: string;
  text: string;
  /** Where the carrier is given one. */
  key: string | null;
  sender: string | null;
  isUnicode: boolean | null;
  state: "taken" | "sent" | "delivered" | "undelivered";
  at: Date;
}

/** What the twins of all gateways have in common. */
export interface SmsTwin {
  url: string;
  gateway: Gateway;
  taken: TakenSms[];
  /** In whole units; at zero nothing is taken. */
  credit: number;
  next(...behaviours: Behaviour[]): void;
  close(): Promise<void>;
}

export interface TwinOptions {
  port?: number;
  now?: () => Date;
}

/** The plan of numbers the twins know: Czech and Slovak, with or without plus. */
export const isNumber = (number: string): boolean => /^\+?42[01]\d{9}$/.test(number);
