import { describe, expect, it } from "vitest";
import texts from "@/app/i18n/cs/channels.json";
import { PROVIDERS } from "@/db/values/messages";
import { TOKEN_SERVICES } from "@/server/domain/messages/inputs";
import {
  fieldsOf,
  labelKey,
  mailboxFields,
  settingsOf,
  tokenFields,
  valuesOf,
  withServers,
} from "./provider-fields";

describe("fields of a provider", () => {
  it("hold nested settings and give them back", () => {
    const settings = {
      ...{ user: "twin", postageCodes: { ordinary: "195" }, isDuplex: false },
      sender: { name: "A", street: "B 1", city: "C", postalCode: "110 00", country: "CZ" },
    };
    const values = { ...valuesOf(settings), password: "tajne" };
    expect(settingsOf(fieldsOf("dopisonline"), values)).toEqual({
      ...{ settings, secrets: { password: "tajne" } },
    });
  });

  it("leave out what is empty and optional, and a secret that was not typed", () => {
    const values = { ...valuesOf({}), accountSid: "AC", from: "", authToken: "" };
    expect(settingsOf(fieldsOf("twilio"), values)).toEqual({
      ...{ settings: { accountSid: "AC" }, secrets: {} },
    });
  });

  it("have a label each, and every provider its name and what it is", () => {
    const providers = Object.values(PROVIDERS).flat();
    const ofServices = TOKEN_SERVICES.flatMap((service) =>
      tokenFields({ "tokens.service": service }),
    );
    const own = providers.flatMap((provider) => fieldsOf(provider));
    const boxes = [
      ...mailboxFields({ "inbound.opensRequests": true }),
      ...mailboxFields({}, "deals"),
    ];
    const fields = [...own, ...boxes, ...ofServices].map(labelKey);
    expect(new Set(fields)).toEqual(new Set(Object.keys(texts.fields)));
    expect(new Set(providers)).toEqual(new Set(Object.keys(texts.providers)));
    expect(new Set(providers)).toEqual(new Set(Object.keys(texts.providerHints)));
    expect([...TOKEN_SERVICES]).toEqual(Object.keys(texts.services));
    expect([...TOKEN_SERVICES]).toEqual(Object.keys(texts.serviceHints));
  });

  it("read hours and numbers", () => {
    const values = { ...valuesOf({}), user: "x", isReading: true, readHours: "8, 14" };
    expect(settingsOf(fieldsOf("isds"), values).settings).toMatchObject({
      ...{ isReading: true, readHours: [8, 14], messageType: "commercial" },
    });
    const mailbox = { ...valuesOf({}), "inbound.host": "imap.x" };
    expect(settingsOf(mailboxFields(), mailbox).settings).toMatchObject({
      inbound: { host: "imap.x", port: 993, folder: "INBOX" },
    });
  });

  it("ask for no password where tokens let in, and for what their service wants", () => {
    const values = { ...valuesOf({}), signIn: "oauth", "inbound.signIn": "oauth" };
    const paths = (fields: { path: string }[]) => fields.map(({ path }) => path);
    expect(paths(fieldsOf("smtp", values))).not.toContain("password");
    expect(paths(mailboxFields(values))).not.toContain("mailboxPassword");
    expect(paths(tokenFields(values))).toEqual([
      ...["tokens.service", "tokens.directory", "tokens.clientId", "clientSecret"],
    ]);
    const other = tokenFields({ "tokens.service": "other" });
    expect(other.filter(({ isOptional }) => isOptional).map(({ path }) => path)).toEqual([
      ...["tokens.scope", "refreshToken"],
    ]);
  });

  it("name the servers of a known service, and leave typed ones alone", () => {
    const values = { ...valuesOf({}), signIn: "oauth", "inbound.signIn": "oauth" };
    const microsoft = withServers(values);
    expect(microsoft).toMatchObject({
      ...{ host: "smtp.office365.com", port: "587", security: "starttls" },
      ...{ "inbound.host": "outlook.office365.com", "inbound.port": "993" },
    });
    const google = withServers({ ...microsoft, "tokens.service": "googleService" });
    expect(google).toMatchObject({ host: "smtp.gmail.com", port: "465", security: "tls" });
    const own = { ...values, host: "smtp.own.example", "inbound.signIn": "password" };
    expect(withServers(own)).toEqual(own);
  });
});
