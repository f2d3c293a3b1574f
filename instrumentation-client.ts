// Runs before Next does: where one of a page's scripts does not arrive, Next replaces the page by its own words in
// English. The page itself needs no script.
import { BUILT_FILES } from "@/lib/address/files";
import { watchEarlyTyping } from "@/lib/browser/early-typing";
import { leadToPlainPage } from "@/lib/offline/plain";

watchEarlyTyping();

window.addEventListener(
  "error",
  ({ target }) => {
    if (target instanceof HTMLScriptElement && target.src.includes(BUILT_FILES)) void leadToPlainPage();
  },
  true,
);
