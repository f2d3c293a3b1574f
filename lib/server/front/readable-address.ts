/** Parts that lead back up, and plain letters or slashes that somebody hides: one page would have many addresses. */
const DISGUISED = /\/(\.|%2e){1,2}(\/|$)|%(2[def]|3\d|4[1-9a-f]|5[\daf]|6[1-9a-f]|7[\dae])/i;

/** Whether a request's address, with its query, can be read in one way only. */
export function isReadable(address: string): boolean {
  // "//host" and "/\\host" would be read as another host's address.
  if (!/^\/(?![/\\])/.test(address) || DISGUISED.test(address.split("?")[0] ?? "")) return false;
  try {
    decodeURI(address);
    return true;
  } catch {
    return false;
  }
}
