import { cookies } from "next/headers";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { ReactNode } from "react";
import { AppearanceProvider } from "@/components/theme/appearance";
import { densityCookie, parseDensity, parseTheme, themeCookie } from "@/components/theme/theme";
import { Toaster } from "@/components/ui/toast";
import { TooltipProvider } from "@/components/ui/tooltip";

/**
 * What the pages of people who work here stand in. Clients' pages use none of it, and a phone would
 * load it first.
 */
export async function WorkProviders({ children }: { children: ReactNode }) {
  const jar = await cookies();
  const theme = parseTheme(jar.get(themeCookie)?.value);
  const density = parseDensity(jar.get(densityCookie)?.value);
  return (
    <>
      <NuqsAdapter>
        <AppearanceProvider theme={theme} density={density}>
          <TooltipProvider>{children}</TooltipProvider>
        </AppearanceProvider>
      </NuqsAdapter>
      <Toaster />
    </>
  );
}
