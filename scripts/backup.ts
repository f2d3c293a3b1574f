import { resolve } from "node:path";
import { CommandError } from "@/lib/server/commands";
import { asCommand, carryOut } from "./command";

// npm run backup -- FILE
await asCommand(async () => {
  const [file] = process.argv.slice(2);
  if (!file) throw new CommandError("Say where to: npm run backup -- FILE");
  const target = resolve(file);
  const { visits } = (await carryOut("backup", { file: target })) as { visits: number };
  console.log(`${target}: a consistent copy with ${visits} visits, reopened and checked.`);
});
