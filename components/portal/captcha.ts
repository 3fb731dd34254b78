import { codedError } from "../form/error-text";

/** What the door wants from a browser after tries that look like a program's. */
export interface CaptchaTask {
  captcha: string;
  /** A challenge to work on, or the key of the tenant's site at the captcha's provider. */
  task: string;
}

function taskOf(error: unknown): CaptchaTask | null {
  const coded = codedError(error);
  if (coded?.code !== "portal.captcha_needed" && coded?.code !== "portal.captcha_wrong")
    return null;
  const { captcha, task } = coded.params ?? {};
  return { captcha: String(captcha), task: String(task) };
}

/** Sends; where the door asks for its captcha, gets an answer and sends once more with it. */
export async function withCaptcha<T>(send: (captcha: string | null) => Promise<T>): Promise<T> {
  try {
    return await send(null);
  } catch (error) {
    const task = taskOf(error);
    if (!task) throw error;
    const answer = await solve(task);
    if (answer === null) throw error;
    return send(answer);
  }
}

/** Loaded when it is needed: hardly anybody meets it. null: the visitor went away from it. */
async function solve({ captcha, task }: CaptchaTask): Promise<string | null> {
  if (captcha === "proof") return (await import("@/server/kernel/proof-work")).workOn(task);
  return (await import("./captcha-widget")).askWidget({ captcha, task });
}
