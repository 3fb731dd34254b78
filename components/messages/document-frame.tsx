"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { cx } from "../ui/cx";

type DocumentFrameProps = { src: string; title: string; className?: string };

/**
 * Pages of a document from our own address, which says itself what may run in them (nothing). The
 * viewer of PDF in a browser does not start in a frame that is closed from outside as well.
 */
export function DocumentFrame({ src, title, className }: DocumentFrameProps) {
  const t = useTranslations("messages.view");
  const [loaded, setLoaded] = useState<string | null>(null);
  const isLoading = loaded !== src;
  return (
    <div className={cx("relative", className)} aria-busy={isLoading}>
      {isLoading ? (
        <p
          role="status"
          className="pointer-events-none absolute inset-x-0 top-16 text-center text-[#5b6270]"
        >
          {t("preparing")}
        </p>
      ) : null}
      <iframe
        key={src}
        src={src}
        title={title}
        onLoad={() => setLoaded(src)}
        className={cx(
          "h-[70dvh] w-full resize-y rounded-md border border-rule-strong [color-scheme:light]",
          isLoading ? "bg-transparent" : "bg-[#ffffff]",
        )}
      />
    </div>
  );
}
