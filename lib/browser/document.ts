// The script of a document (decision 033): what a page without Next cannot do by HTML alone. Every form and link of
// it works without, so that nothing is lost where this does not arrive.
import { leaveCopyWhenReachable } from "../offline/reachable";
import { arrive, watchLinks } from "./arrival";
import { watchNetwork } from "./cut-off";
import { watchTyping } from "./kept-typing";
import { watchLeaving } from "./leaving";
import { keepForReading } from "./offline-reading";
import { watchForms } from "./press";
import { watchReturn, watchSeconds } from "./renewal";
import { watchTicket } from "./ticket";

watchForms();
watchLeaving();
watchLinks();
watchTicket();
watchTyping();
if (document.querySelector("[data-copy]")) leaveCopyWhenReachable();
else {
  arrive();
  watchSeconds();
  watchReturn();
  watchNetwork();
}
keepForReading().catch(() => undefined);
