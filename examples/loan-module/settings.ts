/** What the program is told by its environment; nothing else is read from there. */
export interface Settings {
  /** "https://saldo.example", without a slash at the end. */
  saldoUrl: string;
  /** Key of the module API: Settings → Module keys. */
  key: string;
  /** Secrets of Settings → Configuration; two while one replaces the other. */
  secrets: string[];
  /** Where it listens, on 127.0.0.1 only. */
  port: number;
  /** Folder of what it keeps. */
  folder: string;
}

/** Reads the environment, or throws an error that names everything that is wrong with it. */
export function settingsOf(env: Record<string, string | undefined>): Settings {
  const saldoUrl = (env.SALDO_URL ?? "").replace(/\/+$/, "");
  const key = env.SALDO_MODULE_KEY ?? "";
  const secrets = (env.SALDO_WEBHOOK_SECRETS ?? "").split(/[\s,]+/).filter(Boolean);
  const port = Number(env.LOAN_MODULE_PORT ?? 4100);
  const folder = env.LOAN_MODULE_FOLDER ?? "";
  const faults = [
    ...(URL.canParse(saldoUrl) ? [] : ["SALDO_URL is the address of Saldo"]),
    ...(key.startsWith("saldo_") ? [] : ["SALDO_MODULE_KEY is a key, saldo_…"]),
    ...(secrets.length > 0 && secrets.every((each) => /^whsec_.{32,}$/.test(each))
      ? []
      : ["SALDO_WEBHOOK_SECRETS are secrets, whsec_…, with commas between"]),
    ...(Number.isInteger(port) && port > 0 && port < 65_536 ? [] : ["LOAN_MODULE_PORT is a port"]),
    ...(folder ? [] : ["LOAN_MODULE_FOLDER is a folder"]),
  ];
  if (faults.length > 0)
    throw new Error(`The environment is incomplete:\n  ${faults.join("\n  ")}`);
  return { saldoUrl, key, secrets, port, folder };
}
