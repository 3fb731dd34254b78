/*
 * Sends the forms of a web site that bear data-saldo-form, without leaving the page, with where their
 * visitor came from. A browser works a moment for what it sends: one visitor does not notice, and a
 * hundred thousand mails of a program cost a day. Where this script does not run, the form still
 * sends by itself, and a person looks at it.
 */
(() => {
  const CAMPAIGN = ["source", "medium", "campaign", "term", "content"];

  const cookie = (name) =>
    document.cookie
      .split("; ")
      .find((each) => each.startsWith(`${name}=`))
      ?.slice(name.length + 1) ?? "";

  /** Where the visitor came from; a later page of the same visit has forgotten it. */
  function origins() {
    const query = new URLSearchParams(location.search);
    const found = {
      saldo_page: location.href,
      saldo_referrer: document.referrer,
      saldo_ga: cookie("_ga"),
      saldo_ym: cookie("_ym_uid"),
    };
    for (const part of CAMPAIGN) found[`utm_${part}`] = query.get(`utm_${part}`) ?? "";
    return found;
  }

  async function work(challenge) {
    const bits = Number(challenge.split(".")[1]);
    const encoder = new TextEncoder();
    for (let number = 0; ; number += 1) {
      const answer = `${challenge}.${number}`;
      const hash = await crypto.subtle.digest("SHA-256", encoder.encode(answer));
      const first = new DataView(hash).getUint32(0);
      if (Math.clz32(first) >= bits) return answer;
    }
  }

  async function proofFor(address) {
    const response = await fetch(address);
    const { challenge } = response.ok ? await response.json() : {};
    // Without a safe line browsers hash nothing; what comes without a proof waits for a person.
    return challenge && crypto.subtle ? work(challenge) : "";
  }

  /** The same for the same sending, however often it is tried. */
  const keys = new WeakMap();
  function keyOf(form) {
    if (!keys.has(form)) {
      const bytes = crypto.getRandomValues(new Uint8Array(16));
      keys.set(form, Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(""));
    }
    return keys.get(form);
  }

  async function send(form) {
    const inputs = { ...origins(), ...Object.fromEntries(new FormData(form)) };
    const proof = await proofFor(form.action);
    const response = await fetch(form.action, {
      method: "POST",
      headers: { "content-type": "application/json", "idempotency-key": keyOf(form) },
      body: JSON.stringify({ ...inputs, saldo_proof: proof }),
    });
    if (!response.ok) throw new Error(String(response.status));
  }

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.matches("form[data-saldo-form]")) return;
    event.preventDefault();
    const button = form.querySelector("button");
    const status = form.querySelector("[role=status]");
    const say = (text) => {
      if (status) status.textContent = text;
    };
    if (button) button.disabled = true;
    try {
      await send(form);
      form.reset();
      keys.delete(form);
      say(form.dataset.sent);
    } catch {
      say(form.dataset.failed);
    }
    if (button) button.disabled = false;
  });
})();
