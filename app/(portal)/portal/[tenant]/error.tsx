"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { startTransition } from "react";
import { brandButton } from "@/components/portal/brand";
import { DeadEnd } from "@/components/portal/dead-end";

type Props = { error: Error & { digest?: string }; reset: () => void };

/** A page that failed while it was drawn; the digest leads to the cause in the server's log. */
export default function ErrorPage({ error, reset }: Props) {
  const t = useTranslations("portal.state");
  const router = useRouter();
  // The page was drawn by the server: what failed there has to be asked for again.
  const retry = () =>
    startTransition(() => {
      router.refresh();
      reset();
    });
  return (
    <DeadEnd title={t("errorTitle")} hint={t("errorHint")} role="alert">
      {error.digest ? (
        <p className="code-figures text-ink-2 text-md">
          {t("reference", { reference: error.digest })}
        </p>
      ) : null}
      <button type="button" className={brandButton} onClick={retry}>
        {t("retry")}
      </button>
    </DeadEnd>
  );
}
