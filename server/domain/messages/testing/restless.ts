import { type Context, inTransaction } from "../../context";

/** No hour, Sunday or holiday at which people of this tenant may not be written to. */
export async function restless(ctx: Context): Promise<void> {
  await inTransaction(ctx, async (_, { sql }) => {
    await sql`
      insert into contact_policies (quiet_from, quiet_to, rests_on_sundays, rests_on_holidays, caps)
      values ('00:00', '00:00', false, false, '{}')`;
  });
}
