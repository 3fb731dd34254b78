"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { type PortalOutput, portalClient } from "../api/portal";
import { openStream } from "../push/open-stream";
import { isSessionOver } from "./faults";
import { asFramed } from "./framed";

/** Only while no stream says by itself that there is something new. */
const LOOK_AGAIN_MS = 10_000;

type Shown = { slug: string } & Pick<
  PortalOutput["myRequest"],
  "refNo" | "standing" | "lastPostAt"
>;

/**
 * Draws the page anew when somebody has written, or the request went on. Looking keeps no session
 * alive; once it is over the looking ends, and `isSignedOut` says so.
 */
export function useRequestWatch({ slug, refNo, standing, lastPostAt }: Shown) {
  const router = useRouter();
  const [isSignedOut, setSignedOut] = useState(false);
  const [news, setNews] = useState(0);
  const [isLive, setLive] = useState(false);
  const shownAt = lastPostAt?.getTime() ?? null;
  useEffect(() => {
    if (isSignedOut) return;
    return openStream(asFramed(`/api/push/portal/${slug}`), {
      live: setLive,
      look: (what) => {
        if (!what || what.requests?.includes(refNo)) setNews((count) => count + 1);
      },
    });
  }, [slug, refNo, isSignedOut]);
  useEffect(() => {
    if (isSignedOut) return;
    let isOver = false;
    async function look(): Promise<void> {
      if (document.visibilityState !== "visible") return;
      try {
        const stamp = await portalClient(slug).requestStamp.query({ refNo });
        const isNew = stamp.standing !== standing || at(stamp.lastPostAt) !== shownAt;
        if (isNew && !isOver) router.refresh();
      } catch (error) {
        // Anything else, a tunnel for one, passes: the next look tells.
        if (!isOver && isSessionOver(error)) setSignedOut(true);
      }
    }
    if (news > 0) void look();
    const timer = isLive ? undefined : setInterval(look, LOOK_AGAIN_MS);
    return () => {
      isOver = true;
      clearInterval(timer);
    };
  }, [slug, refNo, standing, shownAt, router, isSignedOut, news, isLive]);
  return { isSignedOut };
}

const at = (moment: Date | null) => moment?.getTime() ?? null;
