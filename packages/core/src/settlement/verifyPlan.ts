import { conservation } from "../prize/index.ts"
import { eligibilityHash, poolHash } from "./PlanFacts.ts"
import { planHash } from "./planHash.ts"
import { planLines } from "./planLines.ts"
import type { PlannedLine, SettlementPlan } from "./SettlementPlan.ts"

/** One thing in a plan that contradicts the rest of it. */
export interface PlanFinding {
  readonly path: string
  readonly message: string
}

/**
 * What is wrong with a plan, nothing when it is sound: its hashes must be those of its content, its sums must agree, and
 * its lines must be those of its awards. An altered field is found by the hash, and one that was hashed anew by what it
 * contradicts; who alters everything consistently makes another plan, which is not the one that was approved (I25).
 */
export const verifyPlan = (plan: SettlementPlan): ReadonlyArray<PlanFinding> => {
  const findings: Array<PlanFinding> = []
  const expect = (path: string, is: bigint | string | number, ought: bigint | string | number): void => {
    if (is !== ought) findings.push({ path, message: `is ${is} but should be ${ought}` })
  }
  const { prizes, contributions } = plan
  expect("hash", plan.hash, planHash(plan))
  expect("eligibilityHash", plan.eligibilityHash, eligibilityHash(plan.eligibility))
  expect("poolHash", plan.poolHash, poolHash(contributions, plan.seed))
  expect("prizes.gross", prizes.gross, total(contributions))
  expect("prizes.topUp", prizes.topUp, total(prizes.topUps))
  const { sources, uses } = conservation(prizes)
  expect("prizes", uses, sources)
  prizes.awards.forEach(({ due, advance, minorUnits }, index) => {
    expect(`prizes.awards[${index}].due`, due, minorUnits - advance)
  })
  const lines = planLines(plan.challengeId, contributions, prizes, holdsOf(plan))
  expect("lines.length", plan.lines.length, lines.length)
  plan.lines.forEach((line, index) => {
    const ought = lines[index]
    if (ought !== undefined) expect(`lines[${index}]`, summaryOf(line), summaryOf(ought))
  })
  const ids = new Set(plan.standings.map(({ participantId }) => participantId))
  expect("standings", ids.size, plan.standings.length)
  if (plan.supersedes !== undefined && plan.supersedes.version >= plan.version) {
    findings.push({
      path: "supersedes.version",
      message: `${plan.supersedes.version} is not before version ${plan.version}`
    })
  }
  return findings
}

const total = (rows: ReadonlyArray<{ readonly minorUnits: bigint }>): bigint => {
  let minorUnits = 0n
  for (const row of rows) minorUnits += row.minorUnits
  return minorUnits
}

/** Dates until which lines are held are given from outside and cannot be derived again. */
export const holdsOf = ({ lines }: SettlementPlan) => ({
  byRecipient: new Map(
    lines.flatMap(({ recipient, holdUntil }) => (holdUntil === undefined ? [] : [[recipient, holdUntil] as const]))
  )
})

const summaryOf = ({ key, claim, recipient, line, minorUnits, advance, due }: PlannedLine): string =>
  `${key} (${claim} ${line} of ${recipient}) ${minorUnits} - ${advance} = ${due}`
