/*
 * Sends the forms of a web site that bear data-saldo-form, without leaving the page, with where their
 * visitor came from. A browser works a moment for what it sends: one visitor does not notice, and a
 * hundred thousand sendings of a program cost a day. Where this script does not run, the form still
 * sends by itself, and a person looks at it.
 */
{
  const CAMPAIGN = ["source", "medium", "campaign", "term", "content"];
  const KEPT = "saldo-came-from";

  const cookie = (name) =>
    document.cookie
      .split("; ")
      .find((each) => each.startsWith(`${name}=`))
      ?.slice(name.length + 1) ?? "";

  /** As the first page of the visit knew it; later ones have forgotten it. */
  const cameFrom = () => {
    try {
      const kept = sessionStorage.getItem(KEPT);
      if (kept) return JSON.parse(kept);
    } catch {
      // A browser that keeps nothing: what this page knows is all.
    }
    const query = new URLSearchParams(location.search);
    const found = { saldo_referrer: document.referrer };
    for (const part of CAMPAIGN) found[`utm_${part}`] = query.get(`utm_${part}`) ?? "";
    try {
      sessionStorage.setItem(KEPT, JSON.stringify(found));
    } catch {
      // The same.
    }
    return found;
  };
  cameFrom();

  const work = async (challenge) => {
    const bits = Number(challenge.split(".")[1]);
    const encoder = new TextEncoder();
    for (let number = 0; ; number += 1) {
      const answer = `${challenge}.${number}`;
      const hash = await crypto.subtle.digest("SHA-256", encoder.encode(answer));
      if (Math.clz32(new DataView(hash).getUint32(0)) >= bits) return answer;
    }
  };

  const proofFor = async (address) => {
    const response = await fetch(address);
    const { challenge } = response.ok ? await response.json() : {};
    // Without a safe line browsers hash nothing; what comes without a proof waits for a person.
    return challenge && crypto.subtle ? work(challenge) : "";
  };

  /** The same for the same sending, however often it is tried. */
  const keys = new WeakMap();
  const keyOf = (form) => {
    if (!keys.has(form)) {
      const bytes = crypto.getRandomValues(new Uint8Array(16));
      keys.set(form, Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(""));
    }
    return keys.get(form);
  };

  const send = async (form) => {
    const marks = {
      saldo_page: location.href,
      saldo_ga: cookie("_ga"),
      saldo_ym: cookie("_ym_uid"),
    };
    const proof = await proofFor(form.action);
    const inputs = { ...cameFrom(), ...marks, ...Object.fromEntries(new FormData(form)) };
    const response = await fetch(form.action, {
      method: "POST",
      headers: { "content-type": "application/json", "idempotency-key": keyOf(form) },
      body: JSON.stringify({ ...inputs, saldo_proof: proof }),
    });
    if (!response.ok) throw new Error(String(response.status));
  };

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
}
