import { PLAIN_QUERY } from "./protocol";
import { isReachable } from "./reachable";

/** Asks for the page once more, this time to run no script; false where that was tried, or there is no network. */
export async function leadToPlainPage(): Promise<boolean> {
  const address = new URL(window.location.href);
  if (!navigator.onLine || address.searchParams.has(PLAIN_QUERY) || !(await isReachable())) return false;
  address.searchParams.set(PLAIN_QUERY, "1");
  window.location.replace(address);
  return true;
}
