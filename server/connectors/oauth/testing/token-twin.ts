import { createPublicKey, type KeyObject, verify } from "node:crypto";
import { type Answer, type Asked, type Gateway, openGateway } from "../../web/testing/gateway";

export interface TokenTwin extends Pick<Gateway, "asked" | "next" | "close"> {
  /** Of its token endpoint. */
  url: string;
  /** Tokens that were given and not taken back. */
  tokens: Set<string>;
  /** The refresh token that is good now. */
  refreshToken: string;
  /** Each question for a token ends the refresh token and gives another. */
  isRotating: boolean;
  /** The next questions are refused with this word of RFC 6749; null: answered again. */
  refuseWith(error: string | null): void;
}

export interface TokenTwinOptions {
  clientId?: string;
  clientSecret?: string;
  seconds?: number;
  /** Of a service account whose assertions are taken. */
  publicKeyPem?: string;
}

const JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";

/** A token endpoint (RFC 6749, RFC 7523) on loopback, strict about what is asked. */
export async function openTokenTwin(options: TokenTwinOptions = {}): Promise<TokenTwin> {
  const { publicKeyPem } = options;
  const publicKey = publicKeyPem ? createPublicKey(publicKeyPem) : null;
  let refusal: string | null = null;
  const answer = (asked: Asked): Answer => {
    if (asked.path !== "/token" || asked.method !== "POST") return { status: 404, body: "" };
    const form = new URLSearchParams(asked.body.toString());
    const error = refusal ?? faultOf(form, { twin, options, publicKey });
    if (error !== null) {
      const status = error === "invalid_client" ? 401 : 400;
      return json(status, { error, error_description: "AADSTS0: told to nobody" });
    }
    // As long as those of Microsoft are.
    const access_token = `token-${countOf(twin)}-${"x".repeat(1_800)}`;
    twin.tokens.add(access_token);
    const isRotated = twin.isRotating && form.get("grant_type") === "refresh_token";
    if (isRotated) twin.refreshToken = `refresh-${countOf(twin)}`;
    const more = isRotated ? { refresh_token: twin.refreshToken } : {};
    const expires_in = options.seconds ?? 3_600;
    return json(200, { token_type: "Bearer", access_token, expires_in, ...more });
  };
  const gateway = await openGateway({ isHanding: (path) => path === "/token", answer });
  const twin: TokenTwin = {
    ...{ url: `${gateway.url}token`, asked: gateway.asked, next: gateway.next },
    ...{ close: gateway.close, tokens: new Set(), refreshToken: "refresh-0", isRotating: false },
    refuseWith: (error) => {
      refusal = error;
    },
  };
  return twin;
}

const countOf = ({ asked }: TokenTwin): number => asked.length;

const json = (status: number, body: object): Answer => ({
  ...{ status, headers: { "content-type": "application/json" }, body: JSON.stringify(body) },
});

interface Scene {
  twin: TokenTwin;
  options: TokenTwinOptions;
  publicKey: KeyObject | null;
}

function faultOf(form: URLSearchParams, scene: Scene): string | null {
  const { twin, options } = scene;
  const grant = form.get("grant_type");
  if (grant === JWT_BEARER) return faultOfAssertion(form.get("assertion") ?? "", scene);
  const { clientId = "client", clientSecret = "secret" } = options;
  const isClient = form.get("client_id") === clientId && form.get("client_secret") === clientSecret;
  if (!isClient) return "invalid_client";
  if (grant === "client_credentials") return null;
  if (grant !== "refresh_token") return "unsupported_grant_type";
  return form.get("refresh_token") === twin.refreshToken ? null : "invalid_grant";
}

function faultOfAssertion(assertion: string, { publicKey, twin }: Scene): string | null {
  const [head = "", claims = "", signature = ""] = assertion.split(".");
  if (!publicKey) return "invalid_client";
  const signed = Buffer.from(`${head}.${claims}`);
  const isSigned = verify("sha256", signed, publicKey, Buffer.from(signature, "base64url"));
  const read = (part: string) => JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
  const { alg } = read(head);
  const { aud, iat, exp, sub } = read(claims);
  const isRight = alg === "RS256" && aud === twin.url && exp - iat <= 3_600 && sub.includes("@");
  return isSigned && isRight ? null : "invalid_grant";
}
