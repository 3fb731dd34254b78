import { NonRetriableError, RetryAfterError } from "inngest";
import { isDomainError } from "@/server/kernel/errors";

/**
 * An error as it may leave a function: the code of a refusal, or the kind of a fault, and never a
 * message, which can hold what people typed. A refusal that another try cannot change ends the run; one
 * whose params say `retryAfterSeconds` (as a provider does) is tried again then, not by growing delay.
 */
export function outwardError(cause: unknown): Error {
  if (isDomainError(cause)) {
    if (!cause.retryable) return new NonRetriableError(cause.code);
    const { retryAfterSeconds: seconds } = cause.params;
    return typeof seconds === "number" && seconds > 0
      ? new RetryAfterError(cause.code, seconds * 1_000)
      : new Error(cause.code);
  }
  const fault = new Error("");
  fault.name = cause instanceof Error ? cause.name : "Error";
  return fault;
}

/** The same work, whose errors may leave a function. */
export const outward = <T>(work: Promise<T>): Promise<T> =>
  work.catch((cause: unknown) => {
    throw outwardError(cause);
  });

/** What is told to people of an error that left a function. */
export const errorCode = ({ name, message }: { name: string; message: string }): string =>
  /^[a-z][a-z0-9_-]*(\.[a-z0-9_-]+)+$/.test(message) ? message : name;
