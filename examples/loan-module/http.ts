import type { IncomingMessage } from "node:http";

export interface Reply {
  status: number;
  headers?: Record<string, string>;
  body: string;
}

export interface Asked {
  method: string;
  url: URL;
  /** Path and query as they came. */
  target: string;
  headers: IncomingMessage["headers"];
  body: string;
}

/** A request that is answered by its status and a word, whatever it wanted. */
export class Bad extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}
