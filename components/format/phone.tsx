import { cx } from "../ui/cx";

/** +420 and +421 in threes; others as stored, because the library that knows them weighs 145 kB. */
function groupPhone(e164: string): string {
  return /^\+42[01]\d{9}$/.test(e164)
    ? e164.replace(/(\d{3})(\d{3})(\d{3})$/, "\u00a0$1\u00a0$2\u00a0$3")
    : e164;
}

/** A phone number that can be dialled; `e164` = "+420777123456". */
export function Phone({ e164, className }: { e164: string; className?: string }) {
  return (
    <a
      href={`tel:${e164}`}
      className={cx("figures whitespace-nowrap rounded-xs hover:text-accent", className)}
    >
      {groupPhone(e164)}
    </a>
  );
}
