"use client";

import { useState } from "react";
import { portalClient } from "../api/portal";
import { useErrorText } from "../form/error-text";

type Client = ReturnType<typeof portalClient>;

/** One call at a time, and what went wrong of it in the reader's words. */
export function usePortal(slug: string) {
  const errorText = useErrorText();
  const [error, setError] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  async function call<T>(work: (client: Client) => Promise<T>): Promise<T | null> {
    if (isBusy) return null;
    setBusy(true);
    setError(null);
    try {
      return await work(portalClient(slug));
    } catch (cause) {
      setError(errorText(cause));
      return null;
    } finally {
      setBusy(false);
    }
  }
  return { call, error, isBusy };
}
