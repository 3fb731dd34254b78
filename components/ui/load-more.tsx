"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { Button } from "./button";

export type LoadMoreProps = {
  hasMore: boolean;
  isLoading: boolean;
  onLoad: () => void;
  /** Also loads by itself when the button comes near the window's edge. */
  auto?: boolean;
};

/** The foot of a keyset-paged list. */
export function LoadMore({ hasMore, isLoading, onLoad, auto }: LoadMoreProps) {
  const t = useTranslations("shell.table");
  const ref = useRef<HTMLDivElement>(null);
  const load = useRef(onLoad);
  load.current = onLoad;

  useEffect(() => {
    const element = ref.current;
    if (!auto || !hasMore || isLoading || !element) return;
    const observer = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && load.current(),
      { rootMargin: "600px" },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [auto, hasMore, isLoading]);

  if (!hasMore) return null;
  return (
    <div ref={ref} className="flex justify-center py-2">
      <Button kind="quiet" loading={isLoading} onClick={onLoad}>
        {isLoading ? t("loadingMore") : t("loadMore")}
      </Button>
    </div>
  );
}
