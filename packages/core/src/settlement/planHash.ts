import { type Canonical, canonicalJson, formatInstant, Rational, sha256Hex } from "../shared/index.ts"
import type { PlanBody, PlannedLine, PlannedPrizes, PlannedStanding, SettlementPlan } from "./SettlementPlan.ts"

const text = (minorUnits: bigint): string => `${minorUnits}`

const withText = <A extends { readonly minorUnits: bigint }>({ minorUnits, ...rest }: A) => ({
  minorUnits: text(minorUnits),
  ...rest
})

// Where there may be a row for everybody its keys are written in order, so that `canonicalJson` need not sort them.

const canonicalAward = (award: PlannedPrizes["awards"][number]): Canonical => ({
  advance: text(award.advance),
  due: text(award.due),
  minorUnits: text(award.minorUnits),
  participantId: award.participantId,
  place: award.place,
  roundingUnit: text(award.roundingUnit),
  rule: award.rule,
  share: Rational.formatRational(award.share),
  stage: award.stage,
  team: award.team,
  tied: award.tied
})

const canonicalLine = (line: PlannedLine): Canonical => ({
  advance: text(line.advance),
  claim: line.claim,
  due: text(line.due),
  holdUntil: line.holdUntil === undefined ? undefined : formatInstant(line.holdUntil),
  key: line.key,
  line: line.line,
  minorUnits: text(line.minorUnits),
  recipient: line.recipient
})

const canonicalStanding = ({ participantId, rank, score, status }: PlannedStanding): Canonical => ({
  participantId,
  rank: rank === undefined ? undefined : `${rank}`,
  score,
  status
})

const canonicalContribution = ({
  kind,
  minorUnits,
  participantId,
  payer
}: PlanBody["contributions"][number]): Canonical => ({ kind, minorUnits: text(minorUnits), participantId, payer })

const canonicalPrizes = (prizes: PlannedPrizes): Canonical => ({
  outcome: prizes.outcome,
  gross: text(prizes.gross),
  deductions: prizes.deductions.map(withText),
  pool: text(prizes.pool),
  topUp: text(prizes.topUp),
  topUps: prizes.topUps.map(withText),
  stages: prizes.stages.map(withText),
  awards: prizes.awards.map(canonicalAward),
  items: prizes.items,
  itemsLeft: prizes.itemsLeft,
  residual: prizes.residual.map(withText),
  refunds: prizes.refunds.map(withText),
  overpaid: prizes.overpaid.map(withText)
})

const canonicalBody = (plan: PlanBody): { readonly [key: string]: Canonical | undefined } => ({
  _v: plan._v,
  challengeId: plan.challengeId,
  currency: plan.currency,
  version: plan.version,
  rulesHash: plan.rulesHash,
  standingsHash: plan.standingsHash,
  standings: plan.standings.map(canonicalStanding),
  eligibilityHash: plan.eligibilityHash,
  eligibility: plan.eligibility,
  poolHash: plan.poolHash,
  contributions: plan.contributions.map(canonicalContribution),
  seed: plan.seed,
  secret: plan.secret,
  prizes: canonicalPrizes(plan.prizes),
  supersedes: plan.supersedes,
  lines: plan.lines.map(canonicalLine)
})

/** SHA-256 over rules, standings, eligibility, pool, seed and awards of a plan in canonical JSON: all but its hash. */
export const planHash = (plan: PlanBody): string => sha256Hex(canonicalJson(canonicalBody(plan)))

/** The plan as canonical JSON with its hash: equal plans give equal bytes (I13). `planFromJson` reads it back. */
export const toCanonical = (plan: SettlementPlan): string => canonicalJson({ ...canonicalBody(plan), hash: plan.hash })
