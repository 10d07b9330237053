import { type Canonical, canonicalJson, formatInstant, Rational, sha256Hex } from "../shared/index.ts"
import type { PlanBody, PlannedLine, PlannedPrizes, SettlementPlan } from "./SettlementPlan.ts"

const text = (minorUnits: bigint): string => `${minorUnits}`

const withText = <A extends { readonly minorUnits: bigint }>({ minorUnits, ...rest }: A) => ({
  ...rest,
  minorUnits: text(minorUnits)
})

const canonicalPrizes = (prizes: PlannedPrizes): Canonical => ({
  outcome: prizes.outcome,
  gross: text(prizes.gross),
  deductions: prizes.deductions.map(withText),
  pool: text(prizes.pool),
  topUp: text(prizes.topUp),
  topUps: prizes.topUps.map(withText),
  stages: prizes.stages.map(withText),
  awards: prizes.awards.map((award) => ({
    ...award,
    minorUnits: text(award.minorUnits),
    share: Rational.formatRational(award.share),
    roundingUnit: text(award.roundingUnit),
    advance: text(award.advance),
    due: text(award.due)
  })),
  items: prizes.items,
  itemsLeft: prizes.itemsLeft,
  residual: prizes.residual.map(withText),
  refunds: prizes.refunds.map(withText),
  overpaid: prizes.overpaid.map(withText)
})

const canonicalLine = ({ holdUntil, ...line }: PlannedLine): Canonical => ({
  ...line,
  minorUnits: text(line.minorUnits),
  advance: text(line.advance),
  due: text(line.due),
  holdUntil: holdUntil === undefined ? undefined : formatInstant(holdUntil)
})

const canonicalBody = (plan: PlanBody): { readonly [key: string]: Canonical | undefined } => ({
  _v: plan._v,
  challengeId: plan.challengeId,
  currency: plan.currency,
  version: plan.version,
  rulesHash: plan.rulesHash,
  standingsHash: plan.standingsHash,
  standings: plan.standings.map(({ rank, ...standing }) => ({
    ...standing,
    rank: rank === undefined ? undefined : `${rank}`
  })),
  contributions: plan.contributions.map(withText),
  seed: plan.seed,
  prizes: canonicalPrizes(plan.prizes),
  supersedes: plan.supersedes,
  lines: plan.lines.map(canonicalLine)
})

/** SHA-256 over rules, standings, pool, seed and awards of a plan in canonical JSON: over everything but its hash. */
export const planHash = (plan: PlanBody): string => sha256Hex(canonicalJson(canonicalBody(plan)))

/** The plan as canonical JSON with its hash: equal plans give equal bytes (I13). `planFromJson` reads it back. */
export const toCanonical = (plan: SettlementPlan): string => canonicalJson({ ...canonicalBody(plan), hash: plan.hash })
