"use client";

import { useTranslations } from "next-intl";
import { useCallback, useEffect, useRef, useState } from "react";
import { portalClient } from "../api/portal";
import { openStream } from "../push/open-stream";
import { useInsidePath } from "./door-link";
import { isSessionOver } from "./faults";
import { asFramed } from "./framed";

/** As the layout was drawn: another object each time, for the same number is news again too. */
type Drawn = { count: number };
type Props = { slug: string; drawn: Drawn };

/** In how many requests an answer waits to be read; empty where in none. */
export function RequestNews({ slug, drawn }: Props) {
  const t = useTranslations("portal.requests");
  const count = useNewsCount(slug, drawn);
  if (count === 0) return null;
  return (
    // On a phone five pages share its width: there it stands above the name, not beside it.
    <span className="figures absolute top-0.5 right-1 inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-full bg-info-wash px-1 font-[600] text-2xs text-info sm:static sm:ml-1.5">
      <span aria-hidden>{count}</span>
      <span className="sr-only">{t("newsCount", { count })}</span>
    </span>
  );
}

/** Pages of requests hear of news themselves and have everything drawn anew. */
const isOfRequests = (path: string) => /^\/portal\/[^/]+\/requests(\/|$)/.test(path);

function useNewsCount(slug: string, drawn: Drawn): number {
  const [count, setCount] = useState(drawn.count);
  const [isOver, setOver] = useState(false);
  const path = useInsidePath();
  const firstPath = useRef(path);
  useEffect(() => {
    setCount(drawn.count);
    setOver(false);
  }, [drawn]);
  const isHeard = !isOfRequests(path) && !isOver;
  const look = useCallback(async () => {
    try {
      setCount((await portalClient(slug).requestNews.query()).count);
    } catch (error) {
      // A tunnel passes; of a session that is over the page itself says so when it is used.
      if (isSessionOver(error)) setOver(true);
    }
  }, [slug]);
  useEffect(() => {
    // What the server has just drawn is not asked for again.
    if (path !== firstPath.current && isHeard) void look();
    firstPath.current = "";
  }, [look, path, isHeard]);
  useEffect(() => {
    if (!isHeard) return;
    let isFresh = true;
    return openStream(asFramed(`/api/push/portal/${slug}`), {
      live: () => undefined,
      look: (what) => {
        if (what ? what.requests : !isFresh) void look();
        isFresh = false;
      },
    });
  }, [slug, look, isHeard]);
  return count;
}
