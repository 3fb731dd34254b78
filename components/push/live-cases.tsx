"use client";

import { useEffect, useRef, useSyncExternalStore } from "react";
import { trpc } from "../api/crm";
import { useCaseChanged } from "../cases/use-case-changed";
import { tellBoards } from "./board-news";
import { type Look, openStream } from "./open-stream";

/** News of one act come in several pieces; they are looked at together. */
const GATHER_MS = 150;

const state = { isLive: false, hearers: new Set<() => void>() };

function setLive(isLive: boolean): void {
  state.isLive = isLive;
  for (const tell of state.hearers) tell();
}

function subscribe(tell: () => void): () => void {
  state.hearers.add(tell);
  return () => state.hearers.delete(tell);
}

/** Whether requests are drawn anew by themselves; where not, who shows one asks now and then. */
export const useIsLive = (): boolean =>
  useSyncExternalStore(
    subscribe,
    () => state.isLive,
    () => false,
  );

/** Keeps what the page shows of requests as it is in the database. Stands once in the frame. */
export function LiveCases() {
  const utils = trpc.useUtils();
  const changed = useCaseChanged();
  const isFresh = useRef(true);
  const look = async (caseIds: readonly number[] | null) => {
    // Lists show many requests, and each change may move one of them between views.
    const desk = () => {
      void utils.requests.list.invalidate();
      void utils.requests.count.invalidate();
      void utils.requests.ofCase.invalidate();
    };
    if (caseIds === null) {
      void utils.requests.thread.invalidate();
      void utils.requestMails.invalidate();
      desk();
      void utils.portal.posts.invalidate();
      // All else was read a moment ago, when the page was opened.
      if (!isFresh.current) {
        void utils.cases.list.invalidate();
        void utils.cases.get.invalidate();
        void utils.timeline.invalidate();
        void utils.configuration.panels.invalidate();
      }
      isFresh.current = false;
      return;
    }
    if (caseIds.length > 0) desk();
    for (const caseId of caseIds) {
      void utils.requests.thread.invalidate({ caseId });
      void utils.requestMails.ofRequest.invalidate({ caseId });
      void utils.portal.posts.invalidate({ caseId });
      void changed(caseId);
    }
  };
  const latest = useRef(look);
  latest.current = look;
  useEffect(() => {
    let gathered: Set<number> | null = new Set();
    let timer: ReturnType<typeof setTimeout> | undefined;
    // A board that stands already was read a moment before the stream was opened.
    let isFirst = true;
    const flush = () => {
      timer = undefined;
      void latest.current(gathered && [...gathered]);
      gathered = new Set();
    };
    const stop = openStream("/api/push/crm", {
      live: setLive,
      look(what: Look | null) {
        if (what ? what.boards : !isFirst) tellBoards(what?.boards ?? null);
        isFirst = false;
        // Nothing but boards: the rest of the page has nothing to look at.
        if (what?.boards) return;
        if (!what) gathered = null;
        else for (const id of what.cases ?? []) gathered?.add(id);
        timer ??= setTimeout(flush, GATHER_MS);
      },
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, []);
  return null;
}
