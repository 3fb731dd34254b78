import { writeAbo } from "@/server/connectors/bank/testing/write-abo";
import {
  MOVEMENT,
  STATEMENT,
  type WrittenMovement,
} from "@/server/connectors/bank/testing/written";
import { openCase } from "../../cases";
import { createClaim } from "../../claims";
import { createParty } from "../../parties";
import type { Desk } from "../../testing";
import { listMovements, matchMovements, saveAccount, uploadStatement } from "..";

/** Movements as a bank writes them; what a row leaves out is plain. */
export function statementOf(
  movements: readonly Partial<WrittenMovement>[],
  more: Partial<typeof STATEMENT> = {},
): Uint8Array {
  const plain = { specificSymbol: null, message: null, bookedOn: "2026-11-20" };
  const written = movements.map((each, at) => {
    return { ...MOVEMENT, ...plain, bankId: String(at + 1), valueOn: "2026-11-20", ...each };
  });
  return writeAbo([{ ...STATEMENT, closedOn: "2026-11-20", movements: written, ...more }], {
    behind: ({ message }) => (message === null ? [] : [`078${message}`]),
  });
}

export async function* bytesOf(bytes: Uint8Array) {
  yield bytes;
}

/** A tenant with an account at a bank, and the few things that every test of it does. */
export async function bankAgency(desk: Pick<Desk, "tenant">) {
  const tenant = await desk.tenant();
  const admin = await tenant.operator("administrator");
  const ctx = await tenant.operator("supervisor");
  await saveAccount(admin, { number: STATEMENT.account, currency: "CZK", name: "Inkaso" });
  const { partyId } = await createParty(admin, { kind: "legal_entity", fullName: "Beta s.r.o." });
  const parties = [{ partyId, role: "debtor" }];
  const debt = async (variableSymbol: string | null, principalMinor = 100_000, of?: number) => {
    const caseId = of ?? (await openCase(admin, { category: "collection", parties })).caseId;
    const { claimId } = await createClaim(admin, {
      ...{ caseId, variableSymbol, principalMinor, currency: "CZK", dueOn: "2026-10-01" },
    });
    return { caseId, claimId };
  };
  const upload = (movements: readonly Partial<WrittenMovement>[], name = "vypis.gpc") =>
    uploadStatement(ctx, { name }, bytesOf(statementOf(movements)));
  const run = () => matchMovements(tenant.system("bank"));
  const all = async () => (await listMovements(ctx, { order: "asc" })).items;
  return { tenant, admin, ctx, debt, upload, run, all };
}
