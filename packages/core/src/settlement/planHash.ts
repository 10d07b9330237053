import {
  type Canonical,
  type CanonicalTree,
  canonicalPieces,
  formatInstant,
  Rational,
  Rows,
  sha256OfPieces
} from "../shared/index.ts"
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

const canonicalPrizes = (prizes: PlannedPrizes): CanonicalTree => ({
  outcome: prizes.outcome,
  gross: text(prizes.gross),
  deductions: prizes.deductions.map(withText),
  pool: text(prizes.pool),
  topUp: text(prizes.topUp),
  topUps: prizes.topUps.map(withText),
  stages: prizes.stages.map(withText),
  awards: Rows.of(prizes.awards, canonicalAward),
  items: new Rows(prizes.items),
  itemsLeft: prizes.itemsLeft,
  residual: prizes.residual.map(withText),
  refunds: Rows.of(prizes.refunds, withText),
  overpaid: Rows.of(prizes.overpaid, withText)
})

const canonicalBody = (plan: PlanBody): { readonly [key: string]: CanonicalTree | undefined } => ({
  _v: plan._v,
  challengeId: plan.challengeId,
  currency: plan.currency,
  version: plan.version,
  rulesHash: plan.rulesHash,
  standingsHash: plan.standingsHash,
  standings: Rows.of(plan.standings, canonicalStanding),
  eligibilityHash: plan.eligibilityHash,
  eligibility: new Rows(plan.eligibility),
  poolHash: plan.poolHash,
  contributions: Rows.of(plan.contributions, canonicalContribution),
  seed: plan.seed,
  secret: plan.secret,
  prizes: canonicalPrizes(plan.prizes),
  supersedes: plan.supersedes,
  lines: Rows.of(plan.lines, canonicalLine)
})

/**
 * SHA-256 over rules, standings, eligibility, pool, seed and awards of a plan in canonical JSON: all but its hash. The text is
 * hashed as it is written and is never there as a whole.
 */
export const planHash = (plan: PlanBody): string => sha256OfPieces(canonicalPieces(canonicalBody(plan)))

/**
 * The plan as canonical JSON with its hash, in pieces: equal plans give equal bytes (I13). `planFromJson` reads the whole back.
 */
export const planPieces = (plan: SettlementPlan): Iterable<string> =>
  canonicalPieces({ ...canonicalBody(plan), hash: plan.hash })

/** Rows in one part of the text of a plan: some hundred kilobytes, which any store takes at once. */
export const partSize = 5_000

/**
 * The text over which a plan is hashed, in parts: some rows of one of its long lists, and what stands between the lists. A store
 * keeps them as they are, and whoever reads them in order has the very bytes that were hashed (`PlanText`).
 */
export function* planParts(plan: PlanBody): Generator<string, void, undefined> {
  let between = ""
  for (const piece of canonicalPieces(canonicalBody(plan), partSize)) {
    if (!holdsRows(piece)) {
      between += piece
      continue
    }
    yield between
    between = ""
    yield piece
  }
  yield between
}

/** Whether a part is rows of a long list: it begins its list or goes on with it, and does not end it. */
export const holdsRows = (part: string): boolean => /^[[,]\{/.test(part) && part.endsWith("}")

/** The pieces of `planPieces` as one text, for plans that are not for a million people. */
export const toCanonical = (plan: SettlementPlan): string => [...planPieces(plan)].join("")
