import { cookies } from "next/headers";
import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { localeCookie } from "@/app/i18n/choose-locale";
import { authOptions } from "@/server/auth";

const ONE_YEAR_SECONDS = 365 * 24 * 60 * 60;

async function rememberLanguage(language: string): Promise<void> {
  const jar = await cookies();
  jar.set(localeCookie, language, { path: "/", maxAge: ONE_YEAR_SECONDS, sameSite: "lax" });
}

function handle(request: NextRequest, context: { params: Promise<{ nextauth: string[] }> }) {
  return NextAuth(request, context, authOptions(request.headers, rememberLanguage));
}

export { handle as GET, handle as POST };
