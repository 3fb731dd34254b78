import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";

/** Hands the language and texts of this request (see request.ts) to client components. */
export function IntlProvider({ children }: { children: ReactNode }) {
  return <NextIntlClientProvider>{children}</NextIntlClientProvider>;
}
