import { type CarrierRules, webRulesOf } from "../web";
import { askToken, type GivenToken } from "./ask-token";
import type { Grant } from "./grant";

/** Tokens by which a mailbox is entered. */
export interface TokenSource {
  /** Throws external `channels.oauth_*`. */
  get(): Promise<string>;
  /** The mail server refused it. Another that came meanwhile stays. */
  drop(value: string): void;
}

export interface TokenRules extends CarrierRules {
  /** What is kept between two questions is kept sealed. */
  seal(text: string): Buffer;
  open(sealed: Buffer): string;
  /**
   * Where others ask by the refresh token too: lets one at a time `ask`, by the one that has come in
   * place of `known` meanwhile, and keeps what comes in its place now.
   */
  shareRefresh?(known: string, ask: AskByRefresh): Promise<GivenToken>;
}

/** A token is not begun with when it may run out on the way. */
const SLACK_MS = 60_000;

export type AskByRefresh = (refreshToken: string) => Promise<GivenToken>;

/** One token is fetched for however many ask at the same time, and kept until a minute before its end. */
export function openTokens(grant: Grant, rules: TokenRules): TokenSource {
  let held: { sealed: Buffer; until: number } | null = null;
  let coming: Promise<string> | null = null;
  let refreshToken = grant.refreshToken;
  const fetchOne = async (): Promise<string> => {
    const asked = rules.now();
    const ask = (token: string | null) =>
      askToken(grant.tokenUrl, grant.fields(asked, token), webRulesOf(rules));
    const share = rules.shareRefresh ?? ((known, one) => one(known));
    const given = await (refreshToken === null ? ask(null) : share(refreshToken, ask));
    const until = asked.getTime() + given.seconds * 1_000 - SLACK_MS;
    held = { sealed: rules.seal(given.value), until };
    refreshToken = given.refreshToken ?? refreshToken;
    return given.value;
  };
  return {
    async get() {
      if (held && rules.now().getTime() < held.until) return rules.open(held.sealed);
      coming ??= fetchOne().finally(() => {
        coming = null;
      });
      return coming;
    },
    drop(value) {
      if (held && rules.open(held.sealed) === value) held = null;
    },
  };
}
