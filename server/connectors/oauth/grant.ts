import { assertionOf, type ServiceAccount } from "./service-account";

/** What a token is asked for with; see `openTokens`. */
export interface Grant {
  tokenUrl: string;
  /** Rotated by some: the next question needs the one that came last. */
  refreshToken: string | null;
  /** The form of the question at `now`. */
  fields(now: Date, refreshToken: string | null): Record<string, string>;
}

interface Client {
  clientId: string;
  clientSecret: string;
}

const MICROSOFT = "https://login.microsoftonline.com/";
const MICROSOFT_SCOPE = "https://outlook.office365.com/.default";
const GOOGLE = "https://oauth2.googleapis.com/token";
export const GOOGLE_MAIL_SCOPE = "https://mail.google.com/";

/** An application of a Microsoft 365 directory in its own name (client credentials). */
export function microsoftGrant({ directory, ...client }: Client & { directory: string }): Grant {
  const path = `${encodeURIComponent(directory)}/oauth2/v2.0/token`;
  return {
    tokenUrl: `${MICROSOFT}${path}`,
    refreshToken: null,
    fields: () => credentials(client, MICROSOFT_SCOPE),
  };
}

/** A mailbox of Google whose owner has agreed once (refresh token). */
export function googleGrant({ refreshToken, ...client }: Client & { refreshToken: string }): Grant {
  return otherGrant({ ...client, tokenUrl: GOOGLE, scope: "", refreshToken });
}

/** Any mailbox of a Google domain in whose name its service account may act (RFC 7523). */
export function serviceGrant(account: ServiceAccount, mailbox: string): Grant {
  const tokenUrl = account.tokenUrl ?? GOOGLE;
  const claims = { scope: GOOGLE_MAIL_SCOPE, subject: mailbox, audience: tokenUrl };
  return {
    tokenUrl,
    refreshToken: null,
    fields: (now) => ({
      grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer",
      assertion: assertionOf(account, claims, now),
    }),
  };
}

/** Another server: by a refresh token where there is one, in the client's own name otherwise. */
export function otherGrant(
  given: Client & { tokenUrl: string; scope: string; refreshToken: string | null },
): Grant {
  const { tokenUrl, scope, refreshToken, ...client } = given;
  return {
    ...{ tokenUrl, refreshToken },
    fields: (_, current) =>
      current === null
        ? credentials(client, scope)
        : {
            ...{ grant_type: "refresh_token", ...named(client), refresh_token: current },
            ...(scope ? { scope } : {}),
          },
  };
}

const named = ({ clientId, clientSecret }: Client) => ({
  ...{ client_id: clientId, client_secret: clientSecret },
});

const credentials = (client: Client, scope: string): Record<string, string> => ({
  ...{ grant_type: "client_credentials", ...named(client) },
  ...(scope ? { scope } : {}),
});
