/**
 * Has Next fetch the page that a form led to from our own door. By itself it asks port 3000 of the host that it
 * believes in: another program there was given the ticket's address and the device's cookie (decision 008).
 */
export function fetchPagesFrom(door: string): void {
  process.env.__NEXT_PRIVATE_ORIGIN = door;
}
