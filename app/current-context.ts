import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import {
  contextOfCookie,
  isSecureRequest,
  type OperatorContext,
  sessionCookieName,
} from "@/server/auth";

/** The context of whoever is signed in, read once a page; null when nobody is. */
export const currentContext = cache(async (): Promise<OperatorContext | null> => {
  const [jar, header] = await Promise.all([cookies(), headers()]);
  const session = await contextOfCookie(jar.get(sessionCookieName(isSecureRequest(header)))?.value);
  return session?.ctx ?? null;
});

/** The same for pages behind the door: without a session it sends the visitor to sign in. */
export async function requireContext(): Promise<OperatorContext> {
  const ctx = await currentContext();
  if (!ctx) redirect("/sign-in");
  return ctx;
}
