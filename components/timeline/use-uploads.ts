"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { useErrorText } from "../form/error-text";
import { toast } from "../ui/toast";
import { type Upload, UploadError, uploadDocument } from "./upload";
import { useTimelineChanged } from "./use-timeline-changed";

export type RunningUpload = {
  key: number;
  name: string;
  sizeBytes: number;
  share: number;
  /** What went wrong; the file stays at hand to be tried again. */
  error?: string;
  retry: () => void;
  dismiss: () => void;
};

const NEWER = "timeline.version_exists";

export type Sending = Omit<Upload, "onProgress" | "signal">;

/** Files on their way to a case: each with its progress, its failure and the way to try again. */
export function useUploads(onAllDone?: () => void) {
  const t = useTranslations("timeline.document");
  const errorText = useErrorText();
  const changed = useTimelineChanged();
  const [running, setRunning] = useState<RunningUpload[]>([]);
  const next = useRef(0);
  const stops = useRef(new Map<number, AbortController>());
  useWarnBeforeLeaving(running.some(({ error }) => error === undefined));

  const patch = (key: number, part: Partial<RunningUpload>) =>
    setRunning((all) => all.map((each) => (each.key === key ? { ...each, ...part } : each)));
  const remove = (key: number) => {
    stops.current.get(key)?.abort();
    stops.current.delete(key);
    setRunning((all) => all.filter((each) => each.key !== key));
  };

  async function send(key: number, sending: Sending): Promise<void> {
    const stop = new AbortController();
    stops.current.set(key, stop);
    patch(key, { error: undefined, share: 0 });
    try {
      await uploadDocument({
        ...sending,
        signal: stop.signal,
        onProgress: (share) => patch(key, { share }),
      });
      stops.current.delete(key);
      remove(key);
      toast.success(t("uploaded"));
      await changed();
      if (stops.current.size === 0) onAllDone?.();
    } catch (error) {
      if (stop.signal.aborted) return;
      patch(key, { error: errorText(error) });
      // Somebody was faster: their version is there to be seen and to be followed.
      if (error instanceof UploadError && error.code === NEWER) await changed();
    }
  }

  function start(sending: Sending): void {
    next.current += 1;
    const key = next.current;
    const { name, size } = sending.file;
    const entry = { key, name, sizeBytes: size, share: 0 };
    const acts = { retry: () => void send(key, sending), dismiss: () => remove(key) };
    setRunning((all) => [...all, { ...entry, ...acts }]);
    void send(key, sending);
  }
  return { running, start };
}

/** Closing the page would throw away a file that is half sent. */
function useWarnBeforeLeaving(isBusy: boolean): void {
  useEffect(() => {
    if (!isBusy) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [isBusy]);
}
