import { getTranslations } from "next-intl/server";
import { buttonClass } from "@/components/ui/button-class";

/**
 * An address that leads nowhere, or to what one may not see: the answer is the same. Every page
 * loads what this one needs, clients' on a slow telephone too, so it needs no scripts.
 */
export default async function NotFound() {
  const t = await getTranslations("shell.state");
  return (
    <main className="grid min-h-dvh place-content-center">
      <div className="mx-auto flex max-w-md flex-col items-center gap-1 px-6 py-12 text-center">
        <p className="font-[600] text-md">{t("notFoundTitle")}</p>
        <div className="text-balance text-ink-2">{t("notFoundText")}</div>
        <div className="mt-3">
          <a href="/" className={buttonClass({})}>
            {t("toOverview")}
          </a>
        </div>
      </div>
    </main>
  );
}
