import type { Tx } from "@/db/client";
import type { AddressCheck } from "@/db/values/parties";
import type { Context } from "../context";
import type { AnsweredCheck, AskedAddress } from "./record";

interface Found extends AskedAddress {
  partyId: number;
  result: AddressCheck;
  point: string | null;
}

/**
 * Writes onto addresses what was found of them. One that has changed since it was asked for is left
 * alone; what was unavailable takes nothing away that was known.
 */
export async function settleAddresses(
  ctx: Context,
  { sql }: Tx,
  checks: readonly AnsweredCheck[],
): Promise<void> {
  const rows = checks.flatMap(({ partyId, address, asked: { answer } }): Found[] => {
    if (!address || answer.outcome === "unavailable") return [];
    if (answer.outcome === "clear") {
      return [{ partyId, ...address, result: "not_found", point: null }];
    }
    const said = answer.records[0]?.details?.address;
    return said ? [{ partyId, ...address, result: said.result, point: said.addressPoint }] : [];
  });
  if (rows.length === 0) return;
  await sql`
    update party_addresses a
       set check_result = g.result, checked_on = ${ctx.today}, address_point = g.point
      from unnest(${rows.map((row) => row.partyId)}::bigint[], ${rows.map((row) => row.kind)}::text[],
                  ${rows.map((row) => row.key)}::text[], ${rows.map((row) => row.result)}::text[],
                  ${rows.map((row) => row.point)}::text[]) as g(party_id, kind, key, result, point)
     where a.party_id = g.party_id and a.kind = g.kind and a.address_key = g.key collate "C"`;
}
