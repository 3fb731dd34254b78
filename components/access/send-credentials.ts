import { signIn } from "next-auth/react";

/** What the sign-in form has gathered so far. */
export interface Credentials {
  email: string;
  password: string;
  tenant: string;
  newPassword: string;
  code: string;
}

export type SignInReply =
  | { kind: "signedIn" }
  | { kind: "chooseTenant"; tenants: { slug: string; name: string }[] }
  | { kind: "newPassword" }
  | { kind: "secondFactor" }
  | { kind: "refused"; code: string; params: Record<string, string | number> };

const UNKNOWN: SignInReply = { kind: "refused", code: "shell.unknown", params: {} };

/** Sends the form; the server answers with a session or with what it still asks for. */
export async function sendCredentials(credentials: Credentials): Promise<SignInReply> {
  const answer = await signIn("credentials", { ...credentials, redirect: false });
  if (answer?.ok && !answer.error) return { kind: "signedIn" };
  try {
    const reply: SignInReply = JSON.parse(answer?.error ?? "");
    return reply;
  } catch {
    return UNKNOWN;
  }
}
