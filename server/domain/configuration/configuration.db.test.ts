import { mkdirSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { reading } from "../context";
import { openDesk } from "../testing";
import { listOfficeTasks } from "../timeline";
import {
  allowHost,
  configInForce,
  forbidHost,
  getConfiguration,
  getVersion,
  reloadConfig,
  saveSource,
} from ".";
import { folderOf, openConfigScene } from "./testing/config-scene";

const desk = await openDesk();
const scene = await openConfigScene(desk);
const { ctx, twin } = scene;

const file = (path: string) =>
  `version: 1\ntriggers:\n  loan:\n    on: [case.moved]\n    url: ${twin.url(path)}\n`;
const inForce = async () => (await reading(ctx, configInForce)).triggers.loan?.url;

beforeEach(async () => {
  twin.answer = null;
  await saveSource(ctx, { location: "config.yaml" });
  await scene.write(file("/first"));
});

describe("a file", () => {
  it("comes into force, and what it changes is written down", async () => {
    expect((await scene.write(file("/second"))).outcome).toBe("applied");
    expect((await scene.write(file("/second"))).outcome).toBe("same");
    expect(await inForce()).toBe(twin.url("/second"));
    const { versions, appliedVersionId } = await getConfiguration(ctx);
    expect(versions[0]).toMatchObject({ isInForce: true, isValid: true, id: appliedVersionId });
    const detail = await getVersion(ctx, { versionId: appliedVersionId ?? 0 });
    expect(detail.plan).toMatchObject([{ section: "triggers", name: "loan", change: "changed" }]);
    expect(detail.diff.filter(({ kind }) => kind !== "same")).toHaveLength(2);
    const audit = await reading(ctx, (tx) =>
      tx.sql`
      select 1 from audit_entries where action = 'configuration.apply'`.then((rows) => rows.length),
    );
    expect(audit).toBeGreaterThanOrEqual(2);
  });

  it("that is bad leaves the last good one in force and says so", async () => {
    const refused = await scene.write("version: 1\ntrigers: {}\n");
    expect(refused).toMatchObject({ outcome: "refused", findings: [{ line: 2, column: 1 }] });
    expect(await inForce()).toBe(twin.url("/first"));
    const { latestVersionId, appliedVersionId, findings } = await getConfiguration(ctx);
    expect(latestVersionId).not.toBe(appliedVersionId);
    expect(findings).toMatchObject([{ code: "unknown_key" }]);
    expect(await listOfficeTasks(ctx)).toMatchObject([
      { kind: "config_refused", data: { count: 1 } },
    ]);
    await scene.write("version: 1\ntrigers: { a: 1 }\n");
    expect(await listOfficeTasks(ctx)).toHaveLength(1);
    expect((await scene.write(file("/mended"))).outcome).toBe("applied");
    expect(await listOfficeTasks(ctx)).toEqual([]);
  });

  it("of another code page is refused with the place, and what can be read of it is kept", async () => {
    const bytes = Buffer.concat([Buffer.from("version: 1\nloan: { a: "), Buffer.from([0x8e, 0])]);
    writeFileSync(join(scene.folder, "config.yaml"), bytes);
    expect(await reloadConfig(ctx)).toMatchObject({
      ...{ outcome: "refused", findings: [{ code: "bad_encoding", line: 2, column: 12 }] },
    });
    expect((await getConfiguration(ctx)).findings).toMatchObject([{ code: "bad_encoding" }]);
    expect(await inForce()).toBe(twin.url("/first"));
  });

  it("of a checkout of git is shown with the commit that it stands at", async () => {
    const repository = join(scene.folder, "repository");
    mkdirSync(join(repository, ".git/refs/heads"), { recursive: true });
    const [loose, packed] = ["a", "b"].map((digit) => digit.repeat(40));
    writeFileSync(join(repository, ".git/HEAD"), "ref: refs/heads/main\n");
    writeFileSync(join(repository, ".git/packed-refs"), `# pack-refs\n${packed} refs/heads/main\n`);
    writeFileSync(join(repository, "config.yaml"), file("/git"));
    await saveSource(ctx, { location: "repository" });
    expect((await reloadConfig(ctx)).outcome).toBe("applied");
    expect(await getConfiguration(ctx)).toMatchObject({ commitId: packed });
    writeFileSync(join(repository, ".git/refs/heads/main"), `${loose}\n`);
    expect((await reloadConfig(ctx)).outcome).toBe("same");
    const { commitId, versions } = await getConfiguration(ctx);
    expect([commitId, versions[0]?.commitId]).toEqual([loose, packed]);
    for (const head of ["ref: refs/../../../etc/passwd\n", "ref: refs/heads/gone\n", "nonsense"]) {
      writeFileSync(join(repository, ".git/HEAD"), head);
      await reloadConfig(ctx);
      expect((await getConfiguration(ctx)).commitId, head).toBeNull();
    }
    rmSync(join(repository, ".git"), { recursive: true });
    symlinkSync(join(process.cwd(), ".git"), join(repository, ".git"));
    await reloadConfig(ctx);
    expect((await getConfiguration(ctx)).commitId).toBeNull();
  });

  it("that is gone changes nothing and says so", async () => {
    unlinkSync(join(scene.folder, "config.yaml"));
    expect(await reloadConfig(ctx)).toMatchObject({
      ...{ outcome: "unreadable", trouble: "configuration.source_missing" },
    });
    expect(await inForce()).toBe(twin.url("/first"));
    expect((await getConfiguration(ctx)).trouble).toBe("configuration.source_missing");
  });

  it("that cannot be read for a day is a task, until it is read or looked for elsewhere", async () => {
    const late = (hours: number) => ({
      ...ctx,
      now: new Date(ctx.now.getTime() + hours * 3_600_000),
    });
    unlinkSync(join(scene.folder, "config.yaml"));
    for (const hours of [0, 1, 23]) await reloadConfig(late(hours));
    expect(await listOfficeTasks(ctx)).toEqual([]);
    for (const hours of [24, 25]) await reloadConfig(late(hours));
    const reason = "configuration.source_missing";
    expect(await listOfficeTasks(ctx)).toMatchObject([
      { kind: "config_unread", data: { since: ctx.now.toISOString(), reason } },
    ]);
    await scene.write("version: 1\ntrigers: {}\n");
    expect(await listOfficeTasks(ctx)).toMatchObject([{ kind: "config_refused" }]);
    unlinkSync(join(scene.folder, "config.yaml"));
    for (const hours of [30, 60]) await reloadConfig(late(hours));
    expect(await listOfficeTasks(ctx)).toMatchObject([{}, { kind: "config_unread" }]);
    await saveSource(ctx, { location: twin.url("/config.yaml") });
    expect(await listOfficeTasks(ctx)).toMatchObject([{ kind: "config_refused" }]);
    await saveSource(ctx, { location: "" });
    expect(await listOfficeTasks(ctx)).toEqual([]);
  });

  it("is read nowhere outside the tenant's folder, by dots, links or whole paths", async () => {
    writeFileSync(`${scene.folder}-outside.yaml`, file("/stolen"));
    symlinkSync(`${scene.folder}-outside.yaml`, join(scene.folder, "link.yaml"));
    for (const location of [`../${scene.folder.split("/").at(-1)}-outside.yaml`, "link.yaml"]) {
      await saveSource(ctx, { location });
      expect(await reloadConfig(ctx)).toMatchObject({ trouble: "configuration.source_address" });
    }
    await saveSource(ctx, { location: "/etc/passwd.yaml" });
    expect(await reloadConfig(ctx)).toMatchObject({ trouble: "configuration.source_address" });
    unlinkSync(`${scene.folder}-outside.yaml`);
  });

  it("of another tenant in the same install is never read", async () => {
    const install = dirname(scene.folder);
    const other = await desk.tenant();
    const boss = { ...(await other.operator("administrator")), outside: scene.outside };
    const theirs = await folderOf(boss, install);
    writeFileSync(join(scene.folder, "config.yaml"), file("/ours"));
    const slug = basename(scene.folder);
    symlinkSync(scene.folder, join(theirs, "link"));
    for (const location of [`${slug}/config.yaml`, `../${slug}/config.yaml`, "link", "."]) {
      await saveSource(boss, { location });
      const { outcome, trouble } = await reloadConfig(boss);
      expect(outcome, location).toBe("unreadable");
      expect(trouble, location).toMatch(/^configuration\.source_(missing|address)$/);
    }
    writeFileSync(join(theirs, "config.yaml"), file("/theirs"));
    expect((await reloadConfig(boss)).outcome).toBe("applied");
  });
});

describe("a file over the web", () => {
  it("is asked for with its tag, and comes into force when it has changed", async () => {
    await saveSource(ctx, { location: twin.url("/config.yaml") });
    let path = "/web";
    twin.answer = ({ headers }) =>
      headers["if-none-match"] === `"${path}"`
        ? { status: 304 }
        : { headers: { etag: `"${path}"` }, body: file(path) };
    expect((await reloadConfig(ctx)).outcome).toBe("applied");
    expect((await reloadConfig(ctx)).outcome).toBe("same");
    path = "/web2";
    expect((await reloadConfig(ctx)).outcome).toBe("applied");
    expect(await inForce()).toBe(twin.url("/web2"));
    // A bad one under a new tag is told once, and the good one that follows comes into force.
    twin.answer = () => ({ headers: { etag: '"bad"' }, body: "version: 1\ntrigers: {}\n" });
    expect((await reloadConfig(ctx)).outcome).toBe("refused");
    twin.answer = ({ headers }) =>
      headers["if-none-match"] === '"bad"' ? { status: 304 } : { body: file("/never") };
    expect((await reloadConfig(ctx)).outcome).toBe("same");
    expect(await inForce()).toBe(twin.url("/web2"));
    expect(await listOfficeTasks(ctx)).toHaveLength(1);
  });

  it.each([
    ["a redirect", { status: 302, headers: { location: "/config.yaml" } }, "source_redirect"],
    ["too large", { body: "#".repeat(300_000) }, "source_too_large"],
    ["not there", { status: 404 }, "source_missing"],
    ["ill", { status: 500 }, "source_unreachable"],
  ])("that is %s changes nothing", async (_name, answer, code) => {
    await saveSource(ctx, { location: twin.url("/config.yaml") });
    twin.answer = () => answer;
    expect(await reloadConfig(ctx)).toMatchObject({ trouble: `configuration.${code}` });
    expect(await inForce()).toBe(twin.url("/first"));
  });
});

describe("where calls may go", () => {
  const outside = { ...scene.outside, isPrivateAllowed: false };

  it.each([
    "https://169.254.169.254/latest/meta-data/",
    "https://2852039166/config.yaml",
    "https://0xa9fea9fe/config.yaml",
    "https://0251.0376.0251.0376/config.yaml",
    "https://[::ffff:169.254.169.254]/config.yaml",
    "https://[::1]/config.yaml",
    "https://127.1/config.yaml",
    "https://localhost/config.yaml",
    "https://0.0.0.0/config.yaml",
    "https://0/config.yaml",
    "https://017700000001/config.yaml",
    "https://[::]/config.yaml",
    "https://[fd00:ec2::254]/config.yaml",
    "https://[64:ff9b::a9fe:a9fe]/config.yaml",
    "https://100.100.100.200/config.yaml",
  ])("not into our own network, though it is on the allow-list: %s", async (location) => {
    const { host } = new URL(location);
    await allowHost(ctx, { host });
    await saveSource(ctx, { location });
    const read = await reloadConfig({ ...ctx, outside });
    expect(read.trouble).toBe("configuration.source_private");
    await forbidHost(ctx, { host });
  });

  it("not by plain HTTP, and not to whom nobody has let in", async () => {
    await saveSource(ctx, { location: twin.url("/config.yaml") });
    expect(await reloadConfig({ ...ctx, outside })).toMatchObject({ outcome: "unreadable" });
    expect(twin.heard.filter(({ path }) => path === "/config.yaml").length).toBeLessThan(20);
    await saveSource(ctx, { location: "https://elsewhere.example/config.yaml" });
    expect(await reloadConfig(ctx)).toMatchObject({ trouble: "configuration.host_not_allowed" });
  });

  it("to a machine of our own network that the install names", async () => {
    twin.answer = () => ({ body: file("/inside") });
    await saveSource(ctx, { location: twin.url("/config.yaml") });
    const named = { ...outside, privateHosts: [twin.host] };
    expect((await reloadConfig({ ...ctx, outside: named })).outcome).toBe("applied");
  });
});

it("only administrators set it up, and another tenant has nothing of it", async () => {
  const supervisor = await scene.tenant.operator("supervisor");
  const forbidden = { code: "access.forbidden" };
  await expect(getConfiguration(supervisor)).rejects.toMatchObject(forbidden);
  await expect(allowHost(supervisor, { host: "x.example" })).rejects.toMatchObject(forbidden);
  await expect(reloadConfig(supervisor)).rejects.toMatchObject(forbidden);
  const other = await (await desk.tenant()).operator("administrator");
  expect(await getConfiguration(other)).toMatchObject({ location: null, hosts: [], versions: [] });
});
