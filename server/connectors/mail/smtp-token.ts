import type {
  CustomAuthenticationContext,
  CustomAuthenticationHandlers,
} from "nodemailer/lib/smtp-connection";

/** Bytes that end the answer to a token that was refused, so that the server says its last word. */
const GIVE_UP = { XOAUTH2: "", OAUTHBEARER: "AQ==" } as const;

/** Under a name of its own: of its known ones the library chooses by itself, PLAIN before others. */
export const TOKEN_METHOD = "TOKEN";

/**
 * Sign-in by a token in place of a password: XOAUTH2 where the server offers it, as Microsoft and
 * Google do, and OAUTHBEARER (RFC 7628) otherwise. The library's own way renews a token by itself.
 */
export function tokenSignIn({ host, port }: { host: string; port: number }) {
  const handle = async ({ auth, authMethods, sendCommand }: CustomAuthenticationContext) => {
    const method = authMethods.includes("XOAUTH2") ? "XOAUTH2" : "OAUTHBEARER";
    const { user, pass } = auth.credentials;
    const words =
      method === "XOAUTH2"
        ? [`user=${user}`]
        : [`n,a=${saslName(user)},`, `host=${host}`, `port=${port}`];
    const payload = [...words, `auth=Bearer ${pass}`, "", ""].join("\x01");
    const said = await sendCommand(`AUTH ${method} ${Buffer.from(payload).toString("base64")}`);
    const last = said.status === 334 ? await sendCommand(GIVE_UP[method]) : said;
    if (last.status < 200 || last.status > 299) throw new Error("token refused");
  };
  return { [TOKEN_METHOD]: handle } satisfies CustomAuthenticationHandlers;
}

/** RFC 5801: both marks have a meaning in the header. */
const saslName = (user: string): string => user.replaceAll("=", "=3D").replaceAll(",", "=2C");
