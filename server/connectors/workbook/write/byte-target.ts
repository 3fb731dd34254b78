import { once } from "node:events";
import { createWriteStream } from "node:fs";
import type { Writable } from "node:stream";

/** Where a written workbook goes: a file by its path, or any stream (which is ended with it). */
export type WriteTarget = { path: string } | { stream: Writable };

/** A stream with back pressure as promises; its first error rejects every later call. */
export class ByteTarget {
  bytes = 0;
  private readonly stream: Writable;
  private failure: unknown;

  constructor(target: WriteTarget) {
    this.stream = "path" in target ? createWriteStream(target.path) : target.stream;
    this.stream.on("error", (cause) => {
      this.failure ??= cause;
    });
  }

  async write(chunk: Uint8Array | string): Promise<void> {
    this.refuseFailed();
    this.bytes += typeof chunk === "string" ? Buffer.byteLength(chunk) : chunk.length;
    if (!this.stream.write(chunk)) await once(this.stream, "drain");
  }

  /** Resolves when everything has reached the file. */
  async end(): Promise<void> {
    this.refuseFailed();
    const finished = once(this.stream, "finish");
    this.stream.end();
    await finished;
  }

  destroy(): void {
    this.stream.destroy();
  }

  private refuseFailed(): void {
    if (this.failure !== undefined) throw this.failure;
  }
}
