import { FileQuestion } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

/** An address that leads nowhere, or to what one may not see: the answer is the same. */
export default async function NotFound() {
  const t = await getTranslations("shell.state");
  return (
    <main className="grid min-h-dvh place-content-center">
      <EmptyState
        icon={FileQuestion}
        title={t("notFoundTitle")}
        actions={<ButtonLink href="/">{t("toOverview")}</ButtonLink>}
      >
        {t("notFoundText")}
      </EmptyState>
    </main>
  );
}
