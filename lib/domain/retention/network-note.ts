import type { Change } from "../course/change";
import { type Course, learn, write } from "../course/course";
import type { Instant } from "../time/tick";
import { sameBytes } from "../who/bytes";

const forgetNetworks = (of: readonly { readonly id: number }[], devices: boolean): readonly Change[] =>
  of.length === 0 ? [] : [{ kind: "forget-networks", visitIds: of.map(({ id }) => id), devices }];

/**
 * Forgets the networks that were noted before an instant, of at most so many visits; gives of how many it were. Without
 * a cookie the network stood for the device as well, and goes there too.
 */
export function* courseOfForgettingNetworks(before: Instant, most: number): Course<number> {
  const noted = yield* learn("networksBefore", { before, most });
  const isDevice = ({ device, network }: (typeof noted)[number]): boolean => sameBytes(device, network);
  yield* write([
    ...forgetNetworks(noted.filter(isDevice), true),
    ...forgetNetworks(
      noted.filter((one) => !isDevice(one)),
      false,
    ),
  ]);
  return noted.length;
}
