import fc from "fast-check"
import type { PlannedPrizes } from "../../simulation/arbitraries/prizePlan.ts"
import { checkPlan, type PrizePlan } from "../../src/prize/index.ts"

/** What a plan may answer with, when it is asked to; mostly answers that ask for nothing more. */
export const answers = fc.record({
  residual: fc.constantFrom("Platform", "Sponsor", "FirstPlace"),
  shortfall: fc.constantFrom("Organiser", "ScaleDown"),
  degenerate: fc.record({
    emptyPool: fc.constantFrom("NoPrizes", "PayAsRanked", "Refund"),
    oneEntrant: fc.constantFrom("PayAsRanked", "PayAsRanked", "PayAsRanked", "Refund", "Residual"),
    allScoresZero: fc.constantFrom("PayAsRanked", "PayAsRanked", "SplitAmongAll", "Refund", "Residual"),
    noWinner: fc.constantFrom("Refund", "Refund", "Refund", "Refund", "Residual", "SplitAmongAll", "Redistribute"),
    everyoneWins: fc.constantFrom("PayAsRanked", "Refund"),
    fewerFinishersThanPlaces: fc.constantFrom("Redistribute", "Redistribute", "Redistribute", "Refund", "Residual")
  })
} as const)
type Answers = typeof answers extends fc.Arbitrary<infer A> ? A : never

/** The plan without what needs a residual whatever its prizes are: so the prizes themselves are put to the test. */
export const unlimited = ({ capPerPerson: _, minimumPrize: __, ...plan }: PrizePlan): PrizePlan => ({
  ...plan,
  unit: 1n,
  onePrizePerPerson: false,
  ineligible: { place: "MovesUp" }
})

/** As many answers as there are in a plan: each round of questions is answered by at least one. */
const mostRounds = 8

/**
 * The plan with no answer but those that `checkPlan` demands: where it demands too few, such a plan is refused by `award`.
 * Nothing for a plan that no answer makes sound.
 */
export const answeredAsAsked = ({ plan, ranking, field }: PlannedPrizes, given: Answers): PrizePlan | undefined => {
  const { residual: _, shortfall: __, ...bare } = plan
  let answered: PrizePlan = { ...bare, degenerate: {} }
  for (let round = 0; round < mostRounds; round++) {
    const flaws = checkPlan(answered, ranking, field)
    if (flaws.length === 0) return answered
    for (const { code, path } of flaws) {
      if (code === "ShortfallUndeclared") answered = { ...answered, shortfall: given.shortfall }
      else if (code === "ResidualUndeclared" && answered.residual === undefined)
        answered = { ...answered, residual: given.residual }
      else if (code === "ResidualUndeclared" || code === "LimitAgainstResidual")
        answered = { ...answered, residual: "CarryOver" }
      else if (code === "DegenerateUnanswered") {
        const degenerate = Object.entries(given.degenerate).filter(([situation]) => situation === path[1])
        answered = { ...answered, degenerate: { ...answered.degenerate, ...Object.fromEntries(degenerate) } }
      } else return undefined
    }
  }
  return undefined
}
