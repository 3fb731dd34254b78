"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { openStream } from "../push/open-stream";
import { asFramed } from "./framed";

/** Draws a list of requests anew when one of them went on. */
export function ListWatch({ slug }: { slug: string }) {
  const router = useRouter();
  useEffect(() => {
    let isFresh = true;
    return openStream(asFramed(`/api/push/portal/${slug}`), {
      live: () => undefined,
      look: (what) => {
        // What was drawn a moment ago is not asked for again.
        if (what || !isFresh) router.refresh();
        isFresh = false;
      },
    });
  }, [slug, router]);
  return null;
}
