"use client";

import { useEffect, useState } from "react";
import { trpc } from "../api/crm";
import type { MessagePreview, PreviewInput } from "./message-draft";

const PAUSE_MS = 450;

interface Shown {
  key: string;
  preview: MessagePreview | null;
  error: unknown;
}

/** The message as it would leave, asked for whenever the writer pauses; the last one stays meanwhile. */
export function usePreview(input: PreviewInput | null) {
  const { mutate, isPending } = trpc.messages.preview.useMutation();
  const [shown, setShown] = useState<Shown | null>(null);
  const key = input === null ? "" : JSON.stringify(input);
  useEffect(() => {
    if (key === "") return;
    const asked = JSON.parse(key) as PreviewInput;
    const timer = setTimeout(
      () =>
        mutate(asked, {
          onSuccess: (preview) => setShown({ key, preview, error: null }),
          onError: (error) => setShown({ key, preview: null, error }),
        }),
      PAUSE_MS,
    );
    return () => clearTimeout(timer);
  }, [key, mutate]);
  const isCurrent = key !== "" && shown?.key === key;
  return {
    preview: key === "" ? null : (shown?.preview ?? null),
    error: isCurrent ? shown.error : null,
    /** What is shown is of what stands in the form now. */
    isCurrent,
    isPending: isPending || (key !== "" && !isCurrent),
  };
}
