import { NextIntlClientProvider } from "next-intl";
import type { ComponentProps } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import requests from "@/app/i18n/cs/requests.json";
import shell from "@/app/i18n/cs/shell.json";
import { MergeChoice, othersOf } from "./merge-choice";

const item = (caseId: number, clientId: number) => ({
  ...{ caseId, clientId, subject: `Dotaz ${caseId}`, refNo: `${caseId}/2026` },
});
const nothing = () => undefined;
const shown = (part: Partial<ComponentProps<typeof MergeChoice>>) =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="cs" timeZone="Europe/Prague" messages={{ requests, shell }}>
      <MergeChoice
        {...{ others: undefined, error: null, refusal: null, otherId: null }}
        {...{ onRetry: nothing, onChoose: nothing, ...part }}
      />
    </NextIntlClientProvider>,
  );

describe("requests that may go into another one", () => {
  it("are those of the same client, never the one that takes them in", () => {
    const items = [item(1, 7), item(2, 7), item(3, 8)];
    expect(othersOf(items, item(1, 7)).map(({ caseId }) => caseId)).toEqual([2]);
  });

  it("are said to be on their way, and nobody can choose yet", () => {
    expect(shown({})).toContain(`role="status" aria-label="${requests.merge.loading}"`);
    expect(shown({})).not.toContain('type="radio"');
  });

  it("that did not come can be asked for again", () => {
    const markup = shown({ error: "Server neodpovídá." });
    expect(markup).toContain("Server neodpovídá.");
    expect(markup).toContain(shell.actions.retry);
    // A failed look in the background takes no choice away.
    expect(shown({ error: "x", others: [item(2, 7)] })).toContain('type="radio"');
  });

  it("are none where the client has no other", () => {
    expect(shown({ others: [] })).toContain(requests.merge.none);
  });

  it("are chosen one at a time, and the choice stays when the merge is refused", () => {
    const others = [item(2, 7), item(3, 7)];
    const markup = shown({ others, otherId: 3, refusal: "Požadavek mezitím někdo ukončil." });
    const radios = markup.match(/<input[^>]*>/g) ?? [];
    expect(radios.map((radio) => radio.includes("checked"))).toEqual([false, true]);
    expect(markup).toMatch(/role="alert".*Požadavek mezitím někdo ukončil\./);
    expect(shown({ others })).not.toContain('role="alert"');
  });
});
