import { CommandError } from "@/lib/server/commands";
import type { RetentionPreview, RetentionReport } from "@/lib/server/jobs/retention";
import { asCommand, carryOut } from "./command";

const DRY_RUN = "--dry-run";

// npm run retention                 marks what is due tomorrow, removes what is due and was marked 20 hours of running ago
// npm run retention -- --dry-run    says what would be removed, and what is marked
await asCommand(async () => {
  const [option, ...rest] = process.argv.slice(2);
  if (rest.length > 0 || (option !== undefined && option !== DRY_RUN))
    throw new CommandError(`Either nothing or ${DRY_RUN}: npm run retention -- ${DRY_RUN}`);
  const isDry = option === DRY_RUN;
  const report = (await carryOut("retention", { dryRun: isDry })) as Partial<RetentionReport & RetentionPreview>;
  const { walkIns, persons, noShows, devices, drafts, files, logEmptied, isAll, waiting, marked } = report;
  console.log(isDry ? "Would be forgotten:" : "Forgotten:");
  console.log(`  visits without a name   ${walkIns}`);
  console.log(`  visits of a person      ${persons}`);
  console.log(`  missed visits           ${noShows}`);
  console.log(`  devices told of a visit ${devices}`);
  console.log(`  what forms held         ${drafts}`);
  if (!isDry) console.log(`  messages in files       ${files}`);
  if (waiting) console.log(`Due, and forgotten after 20 hours of running since they were marked: ${waiting} visits.`);
  if (marked) console.log(`Marked, and forgotten when they are due: ${marked} visits.`);
  if (isDry) return;
  if (!isAll) throw new CommandError("The clock leapt meanwhile: see npm run clock.");
  if (!logEmptied)
    throw new CommandError("The database's log could not be emptied: somebody reads it. Run this again.");
});
