import { type DoorAddress, frameLink, wholeLink } from "@/server/kernel/door-link";

/** Lines that a customer puts into a page of theirs: the frame, and a script that keeps its height. */
export function frameSnippet(door: DoorAddress, title: string, baseUrl: string): string {
  const address = wholeLink(frameLink(door), baseUrl);
  const { origin } = new URL(address);
  const name = title.replace(/[&<>"]/g, " ");
  return `<iframe id="saldo-portal" src="${address}" title="${name}"
  style="width:100%;height:640px;border:0"></iframe>
<script>
  addEventListener("message", function (event) {
    var frame = document.getElementById("saldo-portal");
    if (event.source !== frame.contentWindow || event.origin !== "${origin}") return;
    var height = Number(event.data && event.data.saldoPortalHeight);
    if (height > 0) frame.style.height = height + "px";
  });
</script>`;
}
