import { CommandError } from "@/lib/server/commands";
import { type ClockReport, doubtWords, lengthWords } from "@/lib/server/watch/clock-report";
import { asCommand, carryOut } from "./command";

const ACCEPT = "accept";

// npm run clock              says what the server's clock shows, and whether it is trusted
// npm run clock -- accept    says that the clock is right, after it was set on purpose or has been put right
await asCommand(async () => {
  const [option, ...rest] = process.argv.slice(2);
  if (rest.length > 0 || (option !== undefined && option !== ACCEPT))
    throw new CommandError(`Either nothing or ${ACCEPT}: npm run clock -- ${ACCEPT}`);
  const report = await carryOut(option === ACCEPT ? "accept-clock" : "clock", {});
  const { now, doubt, runningMs, guarded } = report as ClockReport;
  console.log(`The clock shows ${new Date(now).toISOString()}.`);
  if (!guarded) console.log("This is a demo: its clock is not watched.");
  else if (doubt) console.log(doubtWords(doubt));
  else console.log(`It is trusted; the server has run with a trusted clock for ${lengthWords(runningMs ?? 0)} in all.`);
});
