"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { portalClient } from "../api/portal";
import { openStream } from "../push/open-stream";
import { useInsidePath } from "./door-link";
import { asFramed } from "./framed";

interface Props {
  slug: string;
  /** As the page was drawn. */
  count: number;
}

/** In how many requests an answer waits to be read; empty where in none. */
export function RequestNews({ slug, count: drawn }: Props) {
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

function useNewsCount(slug: string, drawn: number): number {
  const [count, setCount] = useState(drawn);
  const path = useInsidePath();
  const firstPath = useRef(path);
  useEffect(() => setCount(drawn), [drawn]);
  const isHeard = !isOfRequests(path);
  useEffect(() => {
    // What the server has just drawn is not asked for again.
    if (path !== firstPath.current && isHeard) void ask(slug, setCount);
    firstPath.current = "";
  }, [slug, path, isHeard]);
  useEffect(() => {
    if (!isHeard) return;
    let isFresh = true;
    return openStream(asFramed(`/api/push/portal/${slug}`), {
      live: () => undefined,
      look: (what) => {
        if (what ? what.requests : !isFresh) void ask(slug, setCount);
        isFresh = false;
      },
    });
  }, [slug, isHeard]);
  return count;
}

async function ask(slug: string, tell: (count: number) => void): Promise<void> {
  try {
    tell((await portalClient(slug).requestNews.query()).count);
  } catch {
    // A tunnel, or a session that ended: the page itself says so when it is used.
  }
}
