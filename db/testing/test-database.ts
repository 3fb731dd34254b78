import { afterAll, inject } from "vitest";
import { connect, withDatabase } from "@/scripts/embedded-postgres/roles";

export type TestDatabase = {
  name: string;
  /** As `saldo_owner`: owns the tables. */
  ownerUrl: string;
  /** As `saldo_app`: what the program signs in as; row level security binds it. */
  appUrl: string;
  /** As superuser: for what neither role may see, such as the catalogue of roles. */
  adminUrl: string;
};

let count = 0;
const IDS_EACH = 100_000;

/**
 * Ids of one database are given in no other that this process works with. What the program keeps by an
 * id, as it may with its one database, then never answers for a row of an earlier test file.
 */
async function keepIdsApart(databaseUrl: string, number: number): Promise<void> {
  const first = number * IDS_EACH + IDS_EACH / 2;
  const admin = connect(databaseUrl);
  try {
    await admin`
      select setval(s.seqrelid, ${first}) from pg_sequence s
        join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = s.seqrelid
         and d.deptype in ('a', 'i')
       where s.seqmax > ${first} and coalesce(pg_sequence_last_value(s.seqrelid), 0) < ${first}`;
  } finally {
    await admin.end();
  }
}

/**
 * A migrated database of one's own, dropped after the file. Call it at the top of a test file
 * (`const { appUrl } = await testDatabase()`), so that vitest takes the clean-up; close your
 * connections in `afterAll`, or they are closed for you by force.
 */
export async function testDatabase(): Promise<TestDatabase> {
  const server = inject("testServer");
  count += 1;
  const number = count;
  const name =
    `${server.prefix}${process.pid}_${performance.timeOrigin.toString(36).slice(-6)}_${number}`
      .replaceAll(".", "")
      .toLowerCase();
  const run = async (work: (admin: ReturnType<typeof connect>) => Promise<unknown>) => {
    const admin = connect(server.adminUrl);
    try {
      await work(admin);
    } finally {
      await admin.end();
    }
  };
  await run(
    (admin) => admin`create database ${admin(name)}
    template ${admin(server.template)} owner saldo_owner
    ${server.isThrowAway ? admin`strategy file_copy` : admin``}`,
  );
  await keepIdsApart(withDatabase(server.adminUrl, name), number);
  afterAll(() => run((admin) => admin`drop database if exists ${admin(name)} with (force)`));
  return {
    name,
    ownerUrl: withDatabase(server.ownerUrl, name),
    appUrl: withDatabase(server.appUrl, name),
    adminUrl: withDatabase(server.adminUrl, name),
  };
}
