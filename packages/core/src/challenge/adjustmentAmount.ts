import { Result } from "effect"
import { decoderOf, parseUnits } from "../shared/index.ts"
import { AdjustmentAmount } from "./Adjustment.ts"
import type { ChallengeDefinition } from "./ChallengeDefinition.ts"
import { rulesOf } from "./Rules.ts"

const read = decoderOf(AdjustmentAmount)

/**
 * What somebody writes as the amount of an adjustment, in the unit of the score, at its decimals: more of them are rounded half to even,
 * once, here. Fails with a sentence that says what is wrong with it.
 */
export const adjustmentAmount = (definition: ChallengeDefinition, text: string): Result.Result<number, string> =>
  Result.flatMap(parseUnits(text, rulesOf(definition).program.score.decimals), (units) =>
    Result.mapError(read(units), (flaws) => flaws.map(({ message }) => message).join("; "))
  )
