import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { densityCookie, parseDensity, parseTheme, themeCookie } from "@/components/theme/theme";
import { cx } from "@/components/ui/cx";
import { fontVariables } from "./fonts";
import { IntlProvider } from "./i18n/provider";
import "./globals.css";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("shell.app");
  return {
    title: { default: t("name"), template: `%s · ${t("name")}` },
    description: t("tagline"),
    robots: { index: false, follow: false },
  };
}

export const viewport: Viewport = { width: "device-width", initialScale: 1 };

/** Language, theme and density are written by the server, so the first paint is the right one. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const [jar, locale] = await Promise.all([cookies(), getLocale()]);
  const theme = parseTheme(jar.get(themeCookie)?.value);
  const density = parseDensity(jar.get(densityCookie)?.value);
  return (
    <html
      lang={locale}
      className={cx(theme, fontVariables)}
      data-density={density}
      suppressHydrationWarning
    >
      <body>
        <IntlProvider>{children}</IntlProvider>
      </body>
    </html>
  );
}
