import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { openAgency } from "@/server/api/module/testing/agency";
import { startDocumentsTwin } from "@/server/connectors/invalid-documents/testing/documents-twin";
import { startIsirTwin } from "@/server/connectors/isir-cz/testing/isir-twin";
import type { TwinDebtor } from "@/server/connectors/isir-cz/testing/isir-words";
import { allowHost, reloadConfig, saveSource } from "@/server/domain/configuration";
import { folderOf } from "@/server/domain/configuration/testing/config-scene";
import type { Outside } from "@/server/domain/context";
import { saveService } from "@/server/domain/registers/save-settings";
import type { Desk as TestDesk } from "@/server/domain/testing";
import { deliverTriggers } from "@/server/domain/triggers";
import { openSaldo } from "../saldo";
import { makeServer } from "../server";
import { openStore } from "../store";

export const INSOLVENT: TwinDebtor = {
  ...{ birthNumber: "800101/9114", surname: "Zadlužený", givenName: "Bruno", number: 99_111 },
  ...{ bornOn: "1980-01-01", year: 2025, court: "Krajský soud v Brně", state: "ODDLUŽENÍ" },
  ...{ senate: 37, startedOn: "2025-03-04" },
};

/** The module beside a Saldo whose doors are the real ones, both over real HTTP but for Saldo's own. */
export async function openLender(desk: TestDesk) {
  const isir = await startIsirTwin({ debtors: [INSOLVENT], syncedAt: desk.now });
  const documents = await startDocumentsTwin({ listed: new Map([["987654321", "1.2.2024"]]) });
  const [install, folder] = [
    mkdtempSync(join(tmpdir(), "lender-")),
    mkdtempSync(join(tmpdir(), "m-")),
  ];
  const outside: Outside = { fioUrl: "", isPrivateAllowed: true, configFolder: install };
  const agency = await openAgency(desk, { outside });
  const admin = { ...agency.admin, outside };
  for (const [register, { url }] of Object.entries({
    isir_cz: isir,
    invalid_documents: documents,
  })) {
    await saveService(admin, {
      ...{ register: register as "isir_cz", url, validity: "30D", warningMode: "warning" },
      ...{ allowsBackground: true, perMinute: 1_000, perDay: 100_000, priceMinor: 0 },
      ...{ currency: "CZK", monthBudgetMinor: null },
    });
  }
  const secrets: string[] = [];
  const logged: string[] = [];
  const store = openStore(folder);
  const line = { ask: agency.fetchDoor as (request: Request) => Promise<Response> };
  const saldo = openSaldo({ saldoUrl: "http://saldo.example", key: agency.secret }, (request) =>
    line.ask(request),
  );
  const clock = { at: desk.now };
  const module = { saldo, store, now: () => clock.at, underWay: new Map() };
  const log = (words: string) => void logged.push(words);
  const server = makeServer({ desk: module, secrets, log });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  secrets.push((await allowHost(admin, { host })).secret);
  const checkout = await folderOf(admin, install);
  mkdirSync(checkout, { recursive: true });
  const file = readFileSync("examples/config/config.yaml", "utf8");
  writeFileSync(
    join(checkout, "config.yaml"),
    file.replaceAll("https://loan.example", `http://${host}`),
  );
  await saveSource(admin, { location: "config.yaml" });
  await reloadConfig(admin);
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await Promise.all([isir.close(), documents.close()]);
    for (const each of [install, folder]) rmSync(each, { recursive: true });
  });
  const system = agency.tenant.system("triggers");
  return {
    ...{ agency, admin, module, store, host, secrets, isir, documents, logged, line, folder },
    /** A page's form, sent as its own page sends it. */
    post: (path: string, fields: Record<string, string> = {}, headers: HeadersInit = {}) =>
      fetch(`http://${host}${path}`, {
        ...{ method: "POST", redirect: "manual", body: new URLSearchParams(fields) },
        headers: { origin: `http://${host}`, ...headers },
      }),
    get: async (path: string) => (await fetch(`http://${host}${path}`)).text(),
    newest: () => [...store.applications.values()].at(-1),
    /** Everything that waits is told to the module. */
    tell: async (laterMs = 0) => {
      const now = new Date(desk.now.getTime() + laterMs);
      clock.at = now;
      while ((await deliverTriggers({ ...system, outside, now })).count > 0);
      clock.at = desk.now;
    },
  };
}
