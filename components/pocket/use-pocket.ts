"use client";

import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { useErrorText } from "../form/error-text";
import { openStream } from "../push/open-stream";
import { pocketClient } from "./pocket-client";
import { PocketDesk, type PocketState } from "./pocket-desk";
import { openStore } from "./store";

/** While nothing is said by itself, and while something waits to be sent. */
const LOOK_AGAIN_MS = 20_000;

const leave = () => window.location.assign(`/sign-in?from=${encodeURIComponent("/pocket")}`);
/** "#request-12": which conversation is open; the page's address stays one, so it opens offline. */
const caseIdOf = (hash: string): number | null => {
  const found = /^#request-(\d+)$/.exec(hash)?.[1];
  return found ? Number(found) : null;
};

/** The desk of this page, kept fresh while it is looked at. */
export function usePocket(): { desk: PocketDesk; state: PocketState } {
  const errorText = useErrorText();
  const latest = useRef(errorText);
  latest.current = errorText;
  const [desk] = useState(() => {
    const parts = { client: pocketClient, openStore, leave };
    return new PocketDesk({ ...parts, errorText: (error) => latest.current(error) });
  });
  const state = useSyncExternalStore(desk.subscribe, desk.snapshot, desk.snapshot);
  useEffect(() => {
    const turn = () => void desk.open(caseIdOf(window.location.hash));
    const refresh = () => void desk.refresh();
    const told = ({ data }: MessageEvent<{ open?: string }>) => {
      if (data.open) window.location.assign(data.open);
    };
    // What the device holds stands at once, also where the network only seems to be there.
    void desk.begin().then(() => {
      turn();
      refresh();
    });
    let isLive = false;
    const stop = openStream("/api/push/crm", {
      look: (what) => void desk.refresh(what?.cases),
      live: (is) => {
        isLive = is;
      },
    });
    const timer = setInterval(() => {
      const isWaiting = desk.snapshot().queue.some(({ held }) => !held);
      if (document.visibilityState === "visible" && (!isLive || isWaiting)) refresh();
    }, LOOK_AGAIN_MS);
    window.addEventListener("hashchange", turn);
    window.addEventListener("online", refresh);
    navigator.serviceWorker?.addEventListener("message", told);
    return () => {
      stop();
      clearInterval(timer);
      window.removeEventListener("hashchange", turn);
      window.removeEventListener("online", refresh);
      navigator.serviceWorker?.removeEventListener("message", told);
    };
  }, [desk]);
  return { desk, state };
}
