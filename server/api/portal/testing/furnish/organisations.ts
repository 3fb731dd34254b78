import { inTransaction } from "@/server/domain/context";
import type { Furnish } from "../attack";

/** What the client said of themselves, where money goes back to them, and whom to talk to. */
export const organisations: Furnish = async ({ admin }, { partyId }, mark) => {
  await inTransaction(admin, async (_, { sql }) => {
    await sql`insert into party_bank_accounts (party_id, number, updated_at)
              values (${partyId}, '19-2000145399/0800', ${admin.now})`;
    await sql`insert into organisation_contacts (party_id, name, updated_at)
              values (${partyId}, ${mark}, ${admin.now})`;
    await sql`insert into client_changes (party_id, field, before, after, state, given_by_name,
                     given_at)
              values (${partyId}, 'name', null, ${JSON.stringify(mark)}::jsonb, 'waiting', ${mark},
                      ${admin.now})`;
  });
};
