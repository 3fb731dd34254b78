import { describe, expect, it } from "vitest";
import texts from "@/app/i18n/cs/channels.json";
import { PROVIDERS } from "@/db/values/messages";
import { fieldsOf, labelKey, mailboxFields, settingsOf, valuesOf } from "./provider-fields";

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
    const fields = [...providers.flatMap(fieldsOf), ...mailboxFields()].map(labelKey);
    expect(new Set(fields)).toEqual(new Set(Object.keys(texts.fields)));
    expect(new Set(providers)).toEqual(new Set(Object.keys(texts.providers)));
    expect(new Set(providers)).toEqual(new Set(Object.keys(texts.providerHints)));
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
});
