import { existsSync, readFileSync } from "node:fs";
import { tailOf } from "../embedded-postgres/server";
import { build } from "./build";
import { bringUpToDate, type DatabaseUrls, demoFileOf, openDatabase } from "./database";
import { endAll, hasStarted, Interrupted, listenForSignals, untilInterrupted } from "./lifecycle";
import { admitLoanModule, placeLoanModule, startLoanModule } from "./loan-module";
import { dataFolder, type Environment } from "./paths";
import { elapsed, explain, logFile, print, runProgram, StageError, stage } from "./progress";
import { openSandbox, type Sandbox } from "./sandbox";
import { secretsOf } from "./secrets";
import { claimPort, startServer, type WebServer } from "./server";

type Mode = "production" | "development";

type Login = { role: string; email: string; password: string };
type DemoFile = { tenant: string; logins: Login[]; clients?: Login[] };

const DEFAULT_PORT = 3000;

interface Running {
  server: WebServer;
  /** Systems beside Saldo, for the banner. */
  lines: string[];
}

async function choosePort(): Promise<number> {
  const port = Number(process.env.PORT || DEFAULT_PORT);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new StageError(`PORT is "${process.env.PORT}", not the number of a port.`);
  }
  if ((await claimPort(port)) === null) {
    throw new StageError(`Port ${port} is taken. Choose another: PORT=${port + 1} npm run demo`);
  }
  return port;
}

/** Environment of the seed and of migrations; the server itself never learns the owner's login. */
function seedEnvironment(folder: string, urls: DatabaseUrls): Environment {
  return {
    ...secretsOf(folder),
    DATABASE_URL: urls.appUrl,
    DATABASE_OWNER_URL: urls.ownerUrl,
    SALDO_DATA_DIR: folder,
    SALDO_DEMO_FILE: demoFileOf(folder),
    SALDO_SEED: "demo",
  };
}

/** The server's environment: least privilege, and the address links are made with. */
export function serverEnvironment(
  folder: string,
  urls: DatabaseUrls,
  address: string,
): Environment {
  const mode = process.env.SALDO_MODE || "demo";
  return {
    ...secretsOf(folder),
    DATABASE_URL: urls.appUrl,
    DATABASE_OWNER_URL: undefined,
    SALDO_DATA_DIR: folder,
    SALDO_DEMO_FILE: demoFileOf(folder),
    SALDO_MODE: mode,
    // Nothing leaves a demo, so its mails may come from where its people have their addresses.
    ...(mode === "live" || process.env.MAIL_FROM
      ? {}
      : { MAIL_FROM: "Saldo <saldo@demo.saldo.example>" }),
    NEXTAUTH_URL: process.env.NEXTAUTH_URL || address,
  };
}

async function bringUp(mode: Mode, sandbox: Sandbox): Promise<Running> {
  const port = await choosePort();
  const folder = dataFolder();
  const module = await placeLoanModule(folder);
  let urls: DatabaseUrls | undefined;
  await stage("database", async (say) => {
    urls = await openDatabase(folder, say);
  });
  if (!urls) throw new StageError("There is no database.");
  const found = urls;
  await stage("migrations", () => bringUpToDate(found));
  await stage("demo data", (say) =>
    runProgram({
      name: "seed",
      args: ["--import", "tsx", "db/seed/demo.ts"],
      env: seedEnvironment(folder, found),
      onLine: (line) => say(line.trim()),
    }),
  );
  if (mode === "production") await stage("build", build);
  await stage("loan module", async () => {
    await admitLoanModule(module, seedEnvironment(folder, found));
    await startLoanModule(module, `http://127.0.0.1:${port}`);
    return `port ${module.port}`;
  });
  const server = await stage("server", () => {
    const own = serverEnvironment(folder, found, `http://localhost:${port}`);
    const env = { ...own, ...sandbox.env, ...module.env };
    return startServer({ mode, port, env, log: "server" });
  });
  const lines = [`  Loan module (example)  ${module.url}   applications, and what Saldo told it`];
  return { server, lines: [...sandbox.lines, ...lines] };
}

function printLogins(url: string, lines: readonly string[]): void {
  const file = demoFileOf(dataFolder());
  print();
  print(`Saldo runs: ${url}   (ready after ${elapsed()})`);
  if (existsSync(file)) {
    const { tenant, logins, clients = [] } = JSON.parse(readFileSync(file, "utf8")) as DemoFile;
    const width = (pick: (login: Login) => string) =>
      Math.max(...[...logins, ...clients].map((login) => pick(login).length));
    const [roleWidth, emailWidth] = [width(({ role }) => role), width(({ email }) => email)];
    const printLogin = ({ role, email, password }: Login) =>
      print(`  ${role.padEnd(roleWidth)}  ${email.padEnd(emailWidth)}  ${password}`);
    print();
    print(`  ${tenant}`);
    logins.forEach(printLogin);
    if (clients.length > 0) {
      print();
      print(`  its clients: ${url}/portal/demo`);
      clients.forEach(printLogin);
    }
  }
  if (lines.length > 0) print();
  for (const line of lines) print(line);
  print();
  print("Ctrl-C stops it; the data stay.");
}

/** `npm run demo` and `npm run dev`: everything from the database to the open server. */
export async function demo(mode: Mode): Promise<void> {
  listenForSignals();
  process.exitCode = 1;
  try {
    const sandbox = await openSandbox();
    const { server, lines } = await bringUp(mode, sandbox);
    printLogins(server.url, lines);
    const code = await Promise.race([untilInterrupted().then(() => null), server.ended]);
    if (code === null) {
      process.exitCode = 0;
    } else {
      const log = logFile("server");
      throw new StageError(`The server ended with ${code}; its log: ${log}`, tailOf(log, 30));
    }
  } catch (error) {
    if (error instanceof Interrupted) process.exitCode = error.signal === "SIGINT" ? 130 : 143;
    else {
      print();
      console.error(explain(error));
    }
  }
  const isRunning = hasStarted();
  if (isRunning) print("Stopping ...");
  await endAll();
  if (isRunning) print("Stopped.");
  process.exit();
}
