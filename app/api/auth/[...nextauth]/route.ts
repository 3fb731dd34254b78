import { cookies } from "next/headers";
import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { localeCookie } from "@/app/i18n/choose-locale";
import { themeCookie } from "@/components/theme/theme";
import { refusedBody } from "@/server/api/body-limit";
import { authOptions } from "@/server/auth";

const ONE_YEAR_SECONDS = 365 * 24 * 60 * 60;

/** Language and appearance follow the person to whatever device they sign in on. */
async function remember(preferences: { language: string; theme: string }): Promise<void> {
  const jar = await cookies();
  const options = { path: "/", maxAge: ONE_YEAR_SECONDS, sameSite: "lax" } as const;
  jar.set(localeCookie, preferences.language, options);
  jar.set(themeCookie, preferences.theme, options);
}

/** Names, passwords and codes; nobody is known here, so nobody may send more. */
const BODY_BYTES_MAX = 16 * 1024;

function handle(request: NextRequest, context: { params: Promise<{ nextauth: string[] }> }) {
  const refused = refusedBody(request.headers, BODY_BYTES_MAX);
  if (refused) return refused;
  return NextAuth(request, context, authOptions(request.headers, remember));
}

export { handle as GET, handle as POST };
