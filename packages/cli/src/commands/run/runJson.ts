import { describeAward } from "@laurel/core/settlement"
import { formatAmount } from "@laurel/core/shared"
import { boardShape } from "../../run/BoardRow.ts"
import { boardJson } from "../../run/boardJson.ts"
import { prizesOf } from "../../run/prizesOf.ts"
import type { RunResult } from "../../run/RunResult.ts"
import { reportOf } from "../../run/report.ts"
import type { Showing } from "./Showing.ts"

/** The result of a run as one document for programs. */
export const runJson = (result: RunResult, { out }: Showing) => {
  const {
    definition,
    board,
    settled: { plan }
  } = result
  const shape = boardShape(definition, "participants")
  return {
    ...reportOf(result),
    ...(out === undefined ? {} : { out }),
    board: { unit: shape.unit, rows: boardJson(shape, board.overall, prizesOf(plan)) },
    ...(board.teams === undefined
      ? {}
      : { teams: { unit: shape.unit, rows: boardJson(boardShape(definition, "teams"), board.teams, () => "") } }),
    ...(plan === undefined
      ? {}
      : {
          awards: plan.prizes.awards.map((award) => ({
            participant: award.participantId,
            amount: formatAmount(award.minorUnits, plan.currency),
            minorUnits: award.minorUnits,
            stage: award.stage,
            place: award.place,
            tied: award.tied,
            reason: describeAward(award, plan.currency)
          })),
          items: plan.prizes.items.map(({ participantId, stage, place, item }) => ({
            participant: participantId,
            stage,
            place,
            item
          }))
        })
  }
}
