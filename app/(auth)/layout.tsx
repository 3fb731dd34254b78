import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { LanguageLinks } from "@/components/access/language-links";
import { WorkProviders } from "../work-providers";

/** The door: one narrow column, no data of anybody. */
export default async function AuthLayout({ children }: { children: ReactNode }) {
  const t = await getTranslations("shell.app");
  return (
    <WorkProviders>
      <div className="grid min-h-dvh grid-rows-[auto_1fr_auto] bg-paper px-4">
        <header className="mx-auto flex w-full max-w-sm items-baseline gap-3 pt-[12vh] pb-6">
          <span className="font-[700] text-accent text-xl tracking-tight">{t("name")}</span>
          <span className="text-ink-2">{t("tagline")}</span>
        </header>
        <main className="mx-auto w-full max-w-sm">
          <div className="rounded-lg border border-rule bg-surface p-6">{children}</div>
        </main>
        <footer className="mx-auto flex w-full max-w-sm justify-center py-6">
          <LanguageLinks />
        </footer>
      </div>
    </WorkProviders>
  );
}
