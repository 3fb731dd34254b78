import type { PassThrough } from "node:stream";
import { DomainError } from "@/server/kernel/errors";

/**
 * An export holds a connection to the database until its reader has taken the last byte, so there
 * are few places: some for each company, and altogether fewer than connections.
 */
export const PLACES_OF_TENANT_MAX = 2;
export const PLACES_MAX = 6;

/** A reader that takes nothing for so long has gone away without saying so. */
export const STALL_MS = 60_000;
const LOOKS = 6;

/** Exports that are being written, by tenant. */
const running = new Map<number, number>();

/**
 * Takes a place for an export, before anything is asked or written down for it; answers how it is
 * given back. Throws `lists.export_busy`.
 */
export function takePlace(tenantId: number): () => void {
  const own = running.get(tenantId) ?? 0;
  const all = [...running.values()].reduce((sum, each) => sum + each, 0);
  if (own >= PLACES_OF_TENANT_MAX || all >= PLACES_MAX) {
    throw new DomainError("conflict", "lists.export_busy");
  }
  running.set(tenantId, own + 1);
  let isTaken = true;
  return () => {
    if (!isTaken) return;
    isTaken = false;
    const left = (running.get(tenantId) ?? 1) - 1;
    if (left > 0) running.set(tenantId, left);
    else running.delete(tenantId);
  };
}

/**
 * Breaks a stream off when its reader has taken nothing for `stallMs` although something waits for
 * it. A slow query makes nobody wait for the reader and is left alone. Answers how to stop watching.
 */
export function watchReader(stream: PassThrough, stallMs: number): () => void {
  let hasTaken = false;
  let looksInVain = 0;
  stream.on("data", () => {
    hasTaken = true;
  });
  const timer = setInterval(() => {
    // Once the end is written a stream no longer says that it needs draining.
    const isEnding = stream.writableEnded && !stream.writableFinished;
    const isWaiting = stream.writableNeedDrain || isEnding;
    looksInVain = isWaiting && !hasTaken ? looksInVain + 1 : 0;
    hasTaken = false;
    if (looksInVain >= LOOKS) stream.destroy(new Error("the reader takes nothing"));
  }, stallMs / LOOKS);
  timer.unref();
  return () => clearInterval(timer);
}
