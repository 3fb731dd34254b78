"use client";

import { useTranslations } from "next-intl";
import { useErrorText } from "../form/error-text";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";

/** What is shown was read before; reading it anew failed just now. */
export function StaleBanner({ error, retry }: { error: unknown; retry: () => void }) {
  const t = useTranslations("shell.actions");
  const errorText = useErrorText();
  return (
    <Banner
      tone="warning"
      role="status"
      className="m-2"
      actions={
        <Button size="sm" onClick={retry}>
          {t("retry")}
        </Button>
      }
    >
      {errorText(error)}
    </Banner>
  );
}
