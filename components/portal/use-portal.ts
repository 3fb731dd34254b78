"use client";

import { useEffect, useRef, useState } from "react";
import { portalClient } from "../api/portal";
import { useErrorText } from "../form/error-text";
import { isSessionOver } from "./faults";

export type Client = ReturnType<typeof portalClient>;
type Work<T> = (client: Client) => Promise<T>;

/** What went wrong, in the reader's words. */
export interface Fault {
  text: string;
  /** The session ended: nothing helps but signing in again. */
  isSignedOut: boolean;
}

/** One call at a time; null: another one is still under way. */
export function useAttempt(slug: string) {
  // A press before the page is alive would send the form as an address, with all that is in it.
  const [isBusy, setBusy] = useState(true);
  useEffect(() => setBusy(false), []);
  // A second press comes before React has drawn the button as busy.
  const isSending = useRef(false);
  async function attempt<T>(work: Work<T>): Promise<{ value: T } | { cause: unknown } | null> {
    if (isSending.current) return null;
    isSending.current = true;
    setBusy(true);
    try {
      return { value: await work(portalClient(slug)) };
    } catch (cause) {
      return { cause };
    } finally {
      isSending.current = false;
      setBusy(false);
    }
  }
  return { attempt, isBusy };
}

export function useFaultOf(): (cause: unknown) => Fault {
  const errorText = useErrorText();
  return (cause) => ({ text: errorText(cause), isSignedOut: isSessionOver(cause) });
}

/** A call of a button that stands in no form; null where it failed, and `fault` says why. */
export function usePortal(slug: string) {
  const faultOf = useFaultOf();
  const { attempt, isBusy } = useAttempt(slug);
  const [fault, setFault] = useState<Fault | null>(null);

  async function call<T>(work: Work<T>): Promise<T | null> {
    const outcome = await attempt(work);
    if (!outcome) return null;
    setFault("cause" in outcome ? faultOf(outcome.cause) : null);
    return "value" in outcome ? outcome.value : null;
  }
  return { call, fault, isBusy };
}
