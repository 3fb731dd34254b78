import type { CaptchaTask } from "./captcha";

interface Widget {
  render(place: HTMLElement, options: Record<string, unknown>): unknown;
}

/** Both providers draw by the same call; only the script and its name differ. */
const PROVIDERS: Record<string, { script: string; name: string }> = {
  turnstile: {
    script: "https://challenges.cloudflare.com/turnstile/v0/api.js?render=explicit",
    name: "turnstile",
  },
  hcaptcha: { script: "https://js.hcaptcha.com/1/api.js?render=explicit", name: "hcaptcha" },
};

/** Shows the provider's box over the page until it has an answer; null: it was closed. */
export async function askWidget({ captcha, task }: CaptchaTask): Promise<string | null> {
  const provider = PROVIDERS[captcha];
  if (!provider) return null;
  await load(provider.script);
  const widget = (window as unknown as Record<string, Widget | undefined>)[provider.name];
  if (!widget) return null;
  const dialog = document.createElement("dialog");
  dialog.className = "m-auto rounded-lg border border-rule bg-surface p-4";
  const place = dialog.appendChild(document.createElement("div"));
  document.body.append(dialog);
  dialog.showModal();
  const answer = await new Promise<string | null>((resolve) => {
    dialog.addEventListener("close", () => resolve(null));
    widget.render(place, {
      sitekey: task,
      callback: (given: string) => resolve(given),
      "error-callback": () => resolve(null),
    });
  });
  dialog.remove();
  return answer;
}

function load(address: string): Promise<void> {
  if (document.querySelector(`script[src="${address}"]`)) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.addEventListener("load", () => resolve());
    script.addEventListener("error", () => reject(new TypeError("Failed to fetch")));
    document.head.append(script);
  });
}
