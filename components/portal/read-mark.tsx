"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { portalClient } from "../api/portal";

interface Props {
  slug: string;
  refNo: string;
  /** The last line that is shown. */
  postId: number;
}

/** Says that an answer was read, once its page is in sight: a page fetched ahead reads nothing. */
export function ReadMark({ slug, refNo, postId }: Props) {
  const router = useRouter();
  useEffect(() => {
    let isOver = false;
    async function read(): Promise<void> {
      if (document.visibilityState !== "visible" || isOver) return;
      isOver = true;
      try {
        await portalClient(slug).readRequest.mutate({ refNo, postId });
        router.refresh();
      } catch {
        // It stays marked as new, and is read the next time.
      }
    }
    void read();
    document.addEventListener("visibilitychange", read);
    return () => {
      isOver = true;
      document.removeEventListener("visibilitychange", read);
    };
  }, [slug, refNo, postId, router]);
  return null;
}
