// Runs before Next does: where one of a page's scripts does not arrive, Next replaces the page by its own words in
// English. The page itself needs no script.
import { BUILT_FILES } from "@/lib/address/files";
import { leadToPlainPage } from "@/lib/offline/plain";

window.addEventListener(
  "error",
  ({ target }) => {
    if (target instanceof HTMLScriptElement && target.src.includes(BUILT_FILES)) void leadToPlainPage();
  },
  true,
);
