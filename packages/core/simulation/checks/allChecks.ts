import type { Check } from "../Check.ts"
import { allocationExact } from "./allocationExact.ts"
import { approvalBoundToHash } from "./approvalBoundToHash.ts"
import { approverIsNotMaker } from "./approverIsNotMaker.ts"
import { betterRankNeverLess } from "./betterRankNeverLess.ts"
import { correctionPaysDifference } from "./correctionPaysDifference.ts"
import { entitlementsAddUp } from "./entitlementsAddUp.ts"
import { everyUnitNamed } from "./everyUnitNamed.ts"
import { frozenBoardStandsStill } from "./frozenBoardStandsStill.ts"
import { incrementalEqualsReplay } from "./incrementalEqualsReplay.ts"
import { ineligibleGetNothing } from "./ineligibleGetNothing.ts"
import { journalBalances } from "./journalBalances.ts"
import { keptBoardsAreRight } from "./keptBoardsAreRight.ts"
import { moneyConserved } from "./moneyConserved.ts"
import { oneCurrency } from "./oneCurrency.ts"
import { orderDoesNotMatter } from "./orderDoesNotMatter.ts"
import { poolNeverNegative } from "./poolNeverNegative.ts"
import { previewIsThePlan } from "./previewIsThePlan.ts"
import { refundsExact } from "./refundsExact.ts"
import { sameBytes } from "./sameBytes.ts"
import { tiesArePooled } from "./tiesArePooled.ts"
import { tiesShareEqually } from "./tiesShareEqually.ts"
import { toldBoardIsRight } from "./toldBoardIsRight.ts"

/** Every check of the simulator, by invariant. */
export const allChecks: ReadonlyArray<Check> = [
  journalBalances,
  moneyConserved,
  poolNeverNegative,
  entitlementsAddUp,
  oneCurrency,
  allocationExact,
  betterRankNeverLess,
  tiesShareEqually,
  tiesArePooled,
  everyUnitNamed,
  sameBytes,
  ineligibleGetNothing,
  approverIsNotMaker,
  approvalBoundToHash,
  previewIsThePlan,
  refundsExact,
  correctionPaysDifference,
  orderDoesNotMatter,
  incrementalEqualsReplay,
  keptBoardsAreRight,
  toldBoardIsRight,
  frozenBoardStandsStill
]
