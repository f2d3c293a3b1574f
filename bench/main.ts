import { availableParallelism } from "node:os";
import { benchCommits } from "./commits";
import { benchFreeStarts } from "./free-starts";
import { benchOverHttp } from "./over-http";
import { printLines } from "./verdicts";

console.log(
  `Node ${process.version}, ${availableParallelism()} cores. Trust ratios and counts, not absolute speeds.\n`,
);
printLines([...benchFreeStarts(), ...benchCommits(), ...(await benchOverHttp())]);
