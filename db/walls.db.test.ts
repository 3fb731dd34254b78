import postgres from "postgres";
import { afterAll, describe, expect, it } from "vitest";
import { testDatabase } from "./testing";

const { adminUrl, appUrl, ownerUrl } = await testDatabase();
const open = (url: string) => postgres(url, { max: 1, onnotice: () => undefined });
const [admin, app, owner] = [open(adminUrl), open(appUrl), open(ownerUrl)];
afterAll(() => Promise.all([admin.end(), app.end(), owner.end()]));

/** Belongs to the migrations' runner, holds no tenant's data, and the application may not touch it. */
const WITHOUT_WALL = ["saldo_migrations"];
/** Walls that are not the tenant's own, and why they may differ. */
const WALLS_OF_THEIR_OWN: Record<string, string> = {
  tenants: "is the tenant: its id is compared",
  sign_in_throttles: "keyed hashes, counted before anybody is known",
  delivered_steps: "who may take which step of the processes that come with the program",
  address_loads: "the state's public register of addresses, one for all tenants",
  address_points: "the state's public register of addresses, one for all tenants",
  feed_marks: "numbers of the feed of facts, of the whole database",
  insolvency_feeds: "public data of the state: how far its events were read",
  insolvency_events: "public data of the state, without whom",
  insolvency_proceedings: "public data of the state, without whom",
  insolvency_debtors: "public data of the state, people as keyed hashes",
  insolvency_gaps: "public data of the state: ids that are missing",
  insolvency_unread: "public data of the state: proceedings to be read, without whom",
};
const APPEND_ONLY = [
  "audit_entries",
  "audit_reads",
  "component_entries",
  "payments",
  "allocations",
  "case_transitions",
  "case_merges",
  "case_law",
  "rule_overrides",
  "rate_entries",
  "claim_acts",
  "settlements",
  "settlement_ends",
  "claim_assignments",
  "surplus_moves",
  "interest_rules",
  "template_attachments",
  "template_versions",
  "message_files",
  "screening_hits",
  "insolvency_changes",
  "company_lookups",
  "config_versions",
  "config_applications",
  "request_posts",
  "issued_papers",
  "collegial_calls",
  "collegial_decisions",
  "collegial_signatures",
  "collegial_voids",
];
/**
 * Functions that run with the owner's rights, each read by a second pair of eyes: it names the tenant
 * itself, or is asked before one is known.
 */
const DEFINERS = [
  "admit_module",
  "audit_read_ids",
  "count_board",
  "count_board_cases",
  "erase_mails_of",
  "erase_request_mails",
  "erase_request_posts",
  "feed_mark",
  "fold_board_totals",
  "forget_board_totals",
  "insolvency_feed_is_wanted",
  "keep_version_steps",
  "know_sizes",
  "lead_form_door",
  "match_insolvency_changes",
  "match_insolvency_events",
  "next_free_ref_number",
  "open_movements_with",
  "party_is_on_case",
  "portal_case_ids",
  "portal_cases_of",
  "portal_counterpart",
  "portal_door_of",
  "portal_letter_actor",
  "portal_letter_until",
  "portal_party_ids",
  "portal_session_actor",
  "portal_site_of",
  "refresh_case_search",
  "search_case_ids",
  "search_estimate",
  "search_movement_ids",
  "search_party_ids",
  "search_words_with",
  "session_actor",
  "settle_feed",
  "sign_in_candidates",
  "tenant_ids",
];

/** Of them those that are called before a tenant is known, or for all of them. */
const OF_NO_TENANT = [
  ...["admit_module", "feed_mark", "insolvency_feed_is_wanted", "match_insolvency_changes"],
  ...["match_insolvency_events", "session_actor", "settle_feed", "sign_in_candidates"],
  "tenant_ids",
];

interface Wall {
  name: string;
  isEnabled: boolean;
  isForced: boolean;
  hasTenant: boolean;
  policies: { name: string; command: string; using: string | null; check: string | null }[];
}

function walls(): Promise<Wall[]> {
  return admin<Wall[]>`
    select c.relname as name, c.relrowsecurity as "isEnabled",
           c.relforcerowsecurity as "isForced",
           exists (select 1 from pg_attribute a where a.attrelid = c.oid
                    and a.attname = 'tenant_id' and a.attnotnull) as "hasTenant",
           coalesce((select jsonb_agg(jsonb_build_object(
               'name', p.polname, 'command', p.polcmd,
               'using', pg_get_expr(p.polqual, p.polrelid),
               'check', pg_get_expr(p.polwithcheck, p.polrelid)))
             from pg_policy p where p.polrelid = c.oid
              and (p.polroles = '{0}' or 'saldo_app'::regrole = any (p.polroles))), '[]') as policies
      from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
     order by 1`;
}

/** What is wrong with a table's wall, in words; nothing when it stands. */
function faults({ name, isEnabled, isForced, hasTenant, policies }: Wall): string[] {
  const found: string[] = [];
  if (!isEnabled) found.push(`${name}: row level security is off`);
  if (!isForced) found.push(`${name}: row level security is not forced`);
  if (policies.length === 0) found.push(`${name}: no policy`);
  if (WALLS_OF_THEIR_OWN[name]) return found;
  if (!hasTenant) found.push(`${name}: no tenant_id`);
  const tenantOnly = /^\(tenant_id = \( SELECT app_tenant\(\) AS app_tenant\)\)$/;
  const own = policies.find((policy) => policy.name === "tenant_wall");
  if (own?.command !== "*" || !tenantOnly.test(own.using ?? "") || own.using !== own.check) {
    found.push(`${name}: tenant_wall does not compare the tenant for every command`);
  }
  return found;
}

describe("every table", () => {
  it("has a forced wall that compares the tenant", async () => {
    const tables = (await walls()).filter(({ name }) => !WITHOUT_WALL.includes(name));
    expect(tables.length).toBeGreaterThan(25);
    expect(tables.flatMap(faults)).toEqual([]);
  });

  it("without one is found", async () => {
    await owner`create table planted (tenant_id integer not null, secret text)`;
    const planted = async () => (await walls()).filter(({ name }) => name === "planted");
    const off = "planted: row level security is off";
    expect((await planted()).flatMap(faults)).toContain(off);
    await owner`alter table planted enable row level security`;
    await owner`create policy tenant_wall on planted using (true)`;
    expect((await planted()).flatMap(faults)).toEqual([
      "planted: row level security is not forced",
      "planted: tenant_wall does not compare the tenant for every command",
    ]);
    await owner`drop policy tenant_wall on planted`;
    await owner`call raise_tenant_walls()`;
    expect((await planted()).flatMap(faults)).toEqual([]);
    await owner`drop table planted`;
  });

  it("opens no second way round: no view, no foreign table, no other role's policy for the app", async () => {
    const others = await admin`
      select relname from pg_class
       where relnamespace = 'public'::regnamespace and relkind in ('v', 'm', 'f')`;
    expect(others).toEqual([]);
    const [rights] = await app`
      select has_table_privilege('saldo_migrations', 'select') as migrations,
             has_schema_privilege('public', 'create') as makes`;
    expect(rights).toEqual({ migrations: false, makes: false });
  });
});

describe("the roles", () => {
  it("cannot step over the walls, nor become one that can", async () => {
    const rows = await admin`
      select rolname, rolsuper or rolbypassrls or rolcreaterole or rolcreatedb
             or rolreplication as "isMighty",
             (select coalesce(array_agg(m.roleid::regrole::text), '{}') from pg_auth_members m
               where m.member = r.oid) as memberships
        from pg_roles r where rolname in ('saldo_app', 'saldo_owner') order by 1`;
    expect(rows).toEqual([
      // It becomes that one for the length of a client's transaction, and may do less then.
      { rolname: "saldo_app", isMighty: false, memberships: ["saldo_portal"] },
      { rolname: "saldo_owner", isMighty: false, memberships: [] },
    ]);
    const [inherits] = await admin`
      select pg_has_role('saldo_app', 'saldo_portal', 'usage') as "isAlways"`;
    expect(inherits).toEqual({ isAlways: false });
    const owned = await admin`select relname from pg_class where relowner = 'saldo_app'::regrole`;
    expect(owned).toEqual([]);
    for (const change of [
      "set role saldo_owner",
      "set session authorization saldo_owner",
      "alter table parties disable row level security",
      "drop policy tenant_wall on parties",
    ]) {
      await expect(app.unsafe(change), change).rejects.toMatchObject({ code: "42501" });
    }
    // Row security may be switched "off" by anybody; then a walled query fails instead of leaking.
    await expect(
      app.begin((sql) => [sql`set local row_security = off`, sql`select * from parties`]),
    ).rejects.toMatchObject({ code: "42501" });
  });

  it("see nothing and write nothing before a tenant is named", async () => {
    for (const { name } of await walls()) {
      if (WITHOUT_WALL.includes(name) || name === "sign_in_throttles") continue;
      expect(await app.unsafe(`select * from ${name} limit 1`), name).toEqual([]);
    }
    await expect(
      app`insert into search_words (tenant_id, word) values (1, 'x')`,
    ).rejects.toMatchObject({ code: "42501" });
  });
});

describe("functions with the owner's rights", () => {
  it("are those named here, with a search path of their own", async () => {
    const rows = await admin<{ name: string; config: string[] | null }[]>`
      select proname as name, proconfig as config from pg_proc
       where pronamespace = 'public'::regnamespace and prosecdef order by 1`;
    expect(rows.map(({ name }) => name)).toEqual(DEFINERS);
    for (const { name, config } of rows) {
      expect(config, name).toContain("search_path=public, pg_temp");
    }
  });

  it("that ask for no tenant are the application's, and no module's", async () => {
    const rows = await admin<{ name: string; isModules: boolean; isOurs: boolean }[]>`
      select proname as name, has_function_privilege('saldo_module', oid, 'execute') as "isModules",
             has_function_privilege('saldo_app', oid, 'execute') as "isOurs"
        from pg_proc where pronamespace = 'public'::regnamespace and proname in ${admin(OF_NO_TENANT)}
       order by 1`;
    expect(rows).toEqual(OF_NO_TENANT.map((name) => ({ name, isModules: false, isOurs: true })));
  });
});

describe("append-only tables", () => {
  it.each(APPEND_ONLY)("%s gives the application no right to change or empty it", async (table) => {
    const [rights] = await app`
      select has_table_privilege(${table}, 'update') as "mayUpdate",
             has_any_column_privilege(${table}, 'update') as "mayUpdateColumn",
             has_table_privilege(${table}, 'delete') as "mayDelete",
             has_table_privilege(${table}, 'truncate') as "mayTruncate",
             has_table_privilege(${table}, 'trigger') as "mayTrigger",
             has_table_privilege(${table}, 'insert') as "mayInsert"`;
    expect(rights).toEqual({
      mayUpdate: false,
      mayUpdateColumn: false,
      mayDelete: false,
      mayTruncate: false,
      mayTrigger: false,
      mayInsert: true,
    });
  });

  it.each(APPEND_ONLY)("%s refuses even the owner, row by row and whole", async (table) => {
    await expect(owner.unsafe(`truncate ${table} cascade`)).rejects.toMatchObject({
      code: "23000",
    });
    const triggers = await admin<{ events: number; isRow: boolean; state: string }[]>`
      select tgtype::int & (8 | 16) as events, tgtype::int & 1 = 1 as "isRow", tgenabled as state
        from pg_trigger where tgrelid = ${table}::regclass and tgname = 'append_only'`;
    // Bits 8 and 16: delete and update; enabled for the origin, which every client is.
    expect(triggers).toEqual([{ events: 24, isRow: true, state: "O" }]);
  });

  it("raises for a row that is there", async () => {
    const [tenant] = await owner`
      insert into tenants (slug, name) values ('walls', 'Walls') returning id`;
    const run = (change: string) =>
      owner.begin(async (sql) => {
        await sql`select set_config('app.tenant_id', ${String(tenant?.id)}, true)`;
        await sql`insert into audit_entries (actor_kind, actor_name, action, entity)
                  values ('system', 'x', 'x', 'x')`;
        await sql.unsafe(change);
      });
    for (const change of ["update audit_entries set action = 'y'", "delete from audit_entries"]) {
      await expect(run(change), change).rejects.toMatchObject({ code: "23000" });
    }
  });
});
