import { describe } from "vitest";
import { changesContract } from "./contract-changes";
import { claimContract } from "./contract-claim";
import { edgesContract } from "./contract-edges";
import { formContract } from "./contract-form";
import { holdContract } from "./contract-hold";
import { limitContract } from "./contract-limit";
import { messagesContract } from "./contract-messages";
import { moveContract } from "./contract-move";
import { networksContract } from "./contract-networks";
import { newsContract } from "./contract-news";
import { planContract } from "./contract-plan";
import { repetitionContract } from "./contract-repetition";
import { restContract } from "./contract-rest";
import { retentionContract } from "./contract-retention";
import { sequenceContract } from "./contract-sequence";
import { shareContract } from "./contract-share";
import { timeContract } from "./contract-time";
import type { OpenEngine } from "./engine";

/** What every store must do, whatever it is built on. One line per engine runs it all. */
export function storeContract(engine: string, open: OpenEngine): void {
  describe(`the store ${engine}`, () => {
    claimContract(open);
    holdContract(open);
    formContract(open);
    moveContract(open);
    restContract(open);
    messagesContract(open);
    newsContract(open);
    retentionContract(open);
    timeContract(open);
    repetitionContract(open);
    limitContract(open);
    networksContract(open);
    shareContract(open);
    planContract(open);
    changesContract(open);
    edgesContract(open);
    sequenceContract(open);
  });
}
