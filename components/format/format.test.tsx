import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import messages from "@/app/i18n/cs/shell.json";
import type { Locale } from "@/server/kernel/locale";
import { BirthNumber } from "./birth-number";
import { Day } from "./day";
import { Instant } from "./instant";
import { Money } from "./money";
import { Phone } from "./phone";
import { RefNo } from "./ref-no";

function html(element: ReactNode, locale: Locale = "cs"): string {
  return renderToStaticMarkup(
    <NextIntlClientProvider
      locale={locale}
      timeZone="Europe/Prague"
      messages={{ shell: messages }}
      now={new Date("2026-11-22T12:00:00Z")}
    >
      {element}
    </NextIntlClientProvider>,
  );
}

/** Text without tags, no-break spaces as plain ones. */
function text(element: ReactNode, locale?: Locale): string {
  return html(element, locale)
    .replace(/<[^>]+>/g, "")
    .replaceAll("\u00a0", " ");
}

describe("Money", () => {
  it("writes the amount as the language does", () => {
    const amount = <Money amountMinor={123450} currency="CZK" />;
    expect(text(amount)).toBe("1 234,50 Kč");
    expect(text(amount, "en")).toBe("CZK1,234.50");
    expect(text(<Money amountMinor={5} currency="EUR" />, "sk")).toBe("0,05 €");
    expect(text(<Money amountMinor={5} currency="EUR" showCurrency={false} />)).toBe("0,05");
  });

  it("marks a negative amount by a true minus and by colour", () => {
    const negative = html(<Money amountMinor={-35000} currency="CZK" />);
    expect(negative).toContain("−350,00");
    expect(negative).toContain("text-danger");
    expect(html(<Money amountMinor={-1} currency="CZK" emphasis="none" />)).not.toContain("danger");
  });

  it("shows a dash for what is not known", () => {
    expect(text(<Money amountMinor={null} currency="CZK" />)).toBe("–");
  });
});

describe("Day", () => {
  it("keeps its parts on one line and names the days past due", () => {
    const late = html(<Day value="2026-11-19" overdueOn="2026-11-22" />);
    expect(late).toContain("19.\u00a011.\u00a02026");
    expect(late).toContain('title="3 dny po splatnosti"');
    expect(late).toContain("text-danger");
  });

  it("is not late on the day itself", () => {
    expect(html(<Day value="2026-11-22" overdueOn="2026-11-22" />)).not.toContain("text-danger");
    expect(text(<Day value={null} />)).toBe("–");
  });
});

it("Instant shows Prague's clock, or how long ago with the exact time in the title", () => {
  const value = new Date("2026-11-22T09:00:00Z");
  expect(text(<Instant value={value} />)).toBe("22. 11. 2026 10:00");
  const relative = html(<Instant value={value} style="relative" />);
  expect(relative).toContain('title="22. 11. 2026 10:00"');
  expect(text(<Instant value={value} style="relative" />)).toMatch(/před 3 h/);
  const old = new Date("2026-10-01T09:00:00Z");
  expect(text(<Instant value={old} style="relative" />)).toBe("1. 10. 2026 11:00");
});

it("Instant says 'just now' of what has just come, by whichever clock", () => {
  const said = (at: string) => text(<Instant value={new Date(at)} style="relative" />);
  expect(said("2026-11-22T12:00:02Z")).toBe("právě teď");
  expect(said("2026-11-22T12:00:00Z")).toBe("právě teď");
  expect(said("2026-11-22T12:01:20Z")).toBe("právě teď");
  // What is really ahead is told as such.
  expect(said("2026-11-22T12:10:00Z")).toContain("za 10 min");
  expect(said("2026-11-22T11:59:50Z")).toContain("před 10 s");
});

it("Phone groups Czech and Slovak numbers and can be dialled", () => {
  expect(text(<Phone e164="+420777123456" />)).toBe("+420 777 123 456");
  expect(text(<Phone e164="+442079460000" />)).toBe("+442079460000");
  expect(html(<Phone e164="+420777123456" />)).toContain('href="tel:+420777123456"');
});

it("BirthNumber offers to reveal only what is masked", () => {
  const reveal = <button type="button">Zobrazit</button>;
  expect(text(<BirthNumber text="74••••/••••" isMasked reveal={reveal} />)).toContain("Zobrazit");
  const shown = text(<BirthNumber text="745312/9114" isMasked={false} reveal={reveal} />);
  expect(shown).toBe("745312/9114");
});

it("RefNo is a link where there is a page", () => {
  expect(html(<RefNo value="12/2026" href="/cases/5" />)).toContain('href="/cases/5"');
  expect(html(<RefNo value="12/2026" />)).not.toContain("<a");
});
