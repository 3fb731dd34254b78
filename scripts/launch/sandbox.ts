import { openFioTwin } from "../../server/connectors/bank/testing/fio-twin";
import { MOVEMENT } from "../../server/connectors/bank/testing/written";
import { addDays, dayOf } from "../../server/kernel/days";
import { atEnd } from "./lifecycle";
import { openRegisters } from "./registers";

/** Systems outside that the demo can be tried against, and where the program finds them. */
export type Sandbox = { env: Record<string, string>; lines: string[] };

const ACCOUNT = "2600000003/2010";
const TOKEN = "demoFioToken000000000000000000000000000000000000000000000000demo";
const PAYERS = ["Jana Veselá", "Petr Horák", "Dvořák a syn s.r.o.", "Marie Novotná"];

/** A bank that speaks as Fio does, with a payment every other day; and public registers. */
export async function openSandbox(): Promise<Sandbox> {
  const [bank, registers] = [await openBank(), await openRegistersOnce()];
  return {
    env: { ...bank.env, ...registers.env },
    lines: [...bank.lines, ...registers.lines],
  };
}

async function openRegistersOnce(): Promise<Sandbox> {
  if (process.env.SALDO_REGISTERS_URL) return { env: {}, lines: [] };
  const { url, lines } = await openRegisters();
  return { env: { SALDO_REGISTERS_URL: url }, lines };
}

async function openBank(): Promise<Sandbox> {
  if (process.env.FIO_API_URL) return { env: {}, lines: [] };
  const twin = await openFioTwin();
  atEnd(twin.close);
  const today = dayOf(new Date());
  const movements = Array.from({ length: 12 }, (_, at) => {
    const bookedOn = addDays(today, -2 * (11 - at));
    const counterName = PAYERS[at % PAYERS.length] ?? "";
    const variableSymbol = at % 3 === 0 ? null : String(2_600_000_100 + at);
    return {
      ...MOVEMENT,
      ...{ bookedOn, valueOn: bookedOn, counterName, variableSymbol },
      ...{ bankId: `8800${bookedOn.replaceAll("-", "")}`, amountMinor: 50_000 + 12_500 * at },
    };
  });
  twin.hold(TOKEN, { account: ACCOUNT, movements });
  return {
    env: { FIO_API_URL: twin.url },
    lines: [`  Fio (sandbox)  account ${ACCOUNT}`, `                 token   ${TOKEN}`],
  };
}
