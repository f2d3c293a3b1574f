// Loaded before a server under test (`node --import`): its wall clock stands off by what FALSE_DATE_FILE says, in
// milliseconds, read anew at SIGUSR2. Timers, the monotonic clock and the machine's age go on as they are.
import { readFileSync } from "node:fs";

const file = process.env.FALSE_DATE_FILE ?? "";
const { Date: RealDate } = globalThis;
const read = () => Number(readFileSync(file, "utf8"));
let off = read();
process.on("SIGUSR2", () => {
  off = read();
});

const now = () => RealDate.now() + off;

globalThis.Date = new Proxy(RealDate, {
  construct: (target, args, made) => Reflect.construct(target, args.length > 0 ? args : [now()], made),
  apply: () => new RealDate(now()).toString(),
  get: (target, name) => (name === "now" ? now : Reflect.get(target, name)),
});
