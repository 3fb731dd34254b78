"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { Suspense, useEffect, useState } from "react";

/** A thin line under the window's edge from the click on a link until its page is there. */
export function NavProgress() {
  return (
    <Suspense>
      <Line />
    </Suspense>
  );
}

/** Fast pages never show it. */
const patienceMs = 120;

function Line() {
  const t = useTranslations("shell.nav");
  const address = `${usePathname()}?${useSearchParams()}`;
  const [leaving, setLeaving] = useState<string | null>(null);
  const isLeaving = leaving === address;

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    function click(event: MouseEvent): void {
      if (!leadsAway(event)) return;
      clearTimeout(timer);
      timer = setTimeout(() => setLeaving(address), patienceMs);
    }
    document.addEventListener("click", click);
    return () => {
      document.removeEventListener("click", click);
      clearTimeout(timer);
    };
  }, [address]);

  return (
    <div aria-live="polite" className="pointer-events-none fixed inset-x-0 top-0 z-70">
      {isLeaving ? (
        <>
          <div className="h-0.5 overflow-hidden">
            <div className="h-full w-1/3 animate-run bg-accent" />
          </div>
          <span className="sr-only">{t("loading")}</span>
        </>
      ) : null}
    </div>
  );
}

function leadsAway(event: MouseEvent): boolean {
  if (event.defaultPrevented && event.button !== 0) return false;
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return false;
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (!link?.href || link.target || link.download) return false;
  const to = new URL(link.href);
  const { origin, pathname, search } = window.location;
  return to.origin === origin && (to.pathname !== pathname || to.search !== search);
}
