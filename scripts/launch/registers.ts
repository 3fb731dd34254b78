import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, request } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { startAresTwin } from "../../server/connectors/ares/testing/ares-twin";
import { startDocumentsTwin } from "../../server/connectors/invalid-documents/testing/documents-twin";
import { startIsirTwin } from "../../server/connectors/isir-cz/testing/isir-twin";
import { startReplikTwin } from "../../server/connectors/isir-sk/testing/replik-twin";
import {
  startAccountingTwin,
  startRpoTwin,
} from "../../server/connectors/slovak-registers/testing/slovak-twins";
import { startVatPayersTwin } from "../../server/connectors/vat-payers/testing/vat-payers-twin";
import { startViesTwin } from "../../server/connectors/vies/testing/vies-twin";
import { atEnd } from "./lifecycle";
import { root } from "./paths";
import {
  accountingUnits,
  aresCompanies,
  INSOLVENT_COMPANY,
  rpoEntities,
  vatNumbers,
} from "./register-companies";

const STATES = ["ODDLUŽENÍ", "KONKURS", "ÚPADEK", "NEVYRIZENA", "PRAVOMOCNA"];
/** Every so many of the people whom the demo imports is in the register. */
const EACH = 6;

interface Person {
  surname: string;
  givenName: string;
  birthNumber: string;
}

/** People of the workbook of loans, whom the demo and the tests import. */
function peopleOf(folder: string): Person[] {
  const bytes = readFileSync(join(root, "examples/workbooks", folder, "pripady-uvery.csv"));
  const lines = new TextDecoder("windows-1250").decode(bytes).split(/\r?\n/).slice(1);
  return lines.flatMap((line) => {
    const [, , givenName = "", surname = "", birthNumber = ""] = line.split(";");
    return birthNumber.includes("/") ? [{ surname, givenName, birthNumber }] : [];
  });
}

const insolventPeople = () =>
  peopleOf("demo")
    .filter((_, at) => at % EACH === 1)
    .map((person, at) => ({
      ...person,
      ...{ senate: 37, number: 9_000 + at, year: 2026, court: "Krajský soud v Brně" },
      ...{ state: STATES[at % STATES.length] ?? "ÚPADEK", startedOn: "2026-09-15" },
    }));

/** Everything below a segment goes to a machine of its own. */
function forward(asked: IncomingMessage, target: URL): ReturnType<typeof request> {
  const { host: _, ...headers } = asked.headers;
  return request(target, { method: asked.method, headers });
}

/** Public registers that the demo can be tried against, each below its own name; with their people. */
export async function openRegisters(): Promise<{ url: string; lines: string[] }> {
  const known = insolventPeople();
  const debtors = [...known, INSOLVENT_COMPANY];
  const isir = await startIsirTwin({ debtors, syncedAt: new Date() });
  const ares = await startAresTwin({ companies: aresCompanies() });
  const [replik, rpo, payers] = [
    await startReplikTwin(),
    await startRpoTwin({ entities: rpoEntities() }),
    await startVatPayersTwin(),
  ];
  const ruz = await startAccountingTwin({ units: accountingUnits() });
  const [vies, documents] = [
    await startViesTwin({ valid: vatNumbers() }),
    await startDocumentsTwin(),
  ];
  for (const twin of [isir, ares, replik, rpo, ruz, payers, vies, documents]) atEnd(twin.close);
  const targets: Readonly<Record<string, string>> = {
    ...{ isir_cz: isir.url, isir_cz_events: isir.eventsUrl, isir_sk: replik.url, ares: ares.url },
    ...{ addresses: ares.url, rpo: rpo.url, ruz: ruz.url, vat_payers: payers.url },
    vies: vies.url,
    invalid_documents: documents.url,
  };
  const server = createServer((asked, reply) => {
    const [, name = "", rest = ""] = /^\/(\w+)\/?(.*)$/s.exec(asked.url ?? "") ?? [];
    const base = targets[name];
    if (base === undefined) return void reply.writeHead(404).end();
    const isBelow = rest !== "" && !rest.startsWith("?");
    const target = new URL(`${isBelow ? base.replace(/\/?$/, "/") : base}${rest}`);
    const onward = forward(asked, target);
    onward.once("error", () => reply.destroy());
    onward.once("response", (said) => {
      reply.writeHead(said.statusCode ?? 502, said.headers);
      said.pipe(reply);
    });
    asked.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  atEnd(() => {
    server.close();
    server.closeAllConnections();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const first = known[0];
  const who = first ? `${first.givenName} ${first.surname}` : "";
  return {
    url,
    lines: [
      `  Registers (sandbox)   insolvent: ${who} and ${known.length - 1} others`,
      "                        companies to look up: IČO 27600009 (CZ), 36700002 (SK), and others",
    ],
  };
}
