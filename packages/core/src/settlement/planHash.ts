import {
  type Canonical,
  type CanonicalTree,
  canonicalJson,
  canonicalPieces,
  formatInstant,
  quoted,
  Rational,
  Rows,
  rowsAPiece,
  sha256OfPieces
} from "../shared/index.ts"
import type { PlanBody, PlannedLine, PlannedPrizes, PlannedStanding, SettlementPlan } from "./SettlementPlan.ts"

const text = (minorUnits: bigint): string => `${minorUnits}`

const withText = <A extends { readonly minorUnits: bigint }>({ minorUnits, ...rest }: A) => ({
  minorUnits: text(minorUnits),
  ...rest
})

const asItIs = <Row extends Canonical>(row: Row): Canonical => row

// Where there may be a row for everybody it is written as text at once, its keys in order: an object for each, of which only the
// text is needed, takes twice the time.

const whole = (value: number): string => (Number.isSafeInteger(value) ? `${value}` : canonicalJson(value))

/** What is the same object for most rows is written once. */
const remembered = <Value extends Canonical & object>(): ((value: Value) => string) => {
  let last: { readonly value: Value; readonly text: string } | undefined
  return (value) => {
    if (last?.value !== value) last = { value, text: canonicalJson(value) }
    return last.text
  }
}

const awardWriter = () => {
  const ruleText = remembered<PlannedPrizes["awards"][number]["rule"]>()
  return (award: PlannedPrizes["awards"][number]): string =>
    `{"advance":"${award.advance}","due":"${award.due}","minorUnits":"${award.minorUnits}","participantId":${quoted(
      award.participantId
    )},"place":${whole(award.place)},"roundingUnit":"${award.roundingUnit}","rule":${ruleText(award.rule)},"share":"${Rational.formatRational(
      award.share
    )}","stage":${quoted(award.stage)}${award.team === undefined ? "" : `,"team":${quoted(award.team)}`},"tied":${whole(award.tied)}}`
}

const lineText = (line: PlannedLine): string =>
  `{"advance":"${line.advance}","claim":"${line.claim}","due":"${line.due}"${
    line.holdUntil === undefined ? "" : `,"holdUntil":"${formatInstant(line.holdUntil)}"`
  },"key":${quoted(line.key)},"line":${quoted(line.line)},"minorUnits":"${line.minorUnits}","recipient":${quoted(line.recipient)}}`

const standingText = ({ participantId, rank, score, status }: PlannedStanding): string =>
  `{"participantId":${quoted(participantId)}${rank === undefined ? "" : `,"rank":"${rank}"`},"score":${whole(score)},"status":"${status}"}`

const contributionText = ({ kind, minorUnits, participantId, payer }: PlanBody["contributions"][number]): string =>
  `{"kind":"${kind}","minorUnits":"${minorUnits}"${
    participantId === undefined ? "" : `,"participantId":${quoted(participantId)}`
  },"payer":${quoted(payer)}}`

const canonicalPrizes = (prizes: PlannedPrizes): CanonicalTree => ({
  outcome: prizes.outcome,
  gross: text(prizes.gross),
  deductions: prizes.deductions.map(withText),
  pool: text(prizes.pool),
  topUp: text(prizes.topUp),
  topUps: prizes.topUps.map(withText),
  stages: prizes.stages.map(withText),
  awards: Rows.written(prizes.awards, awardWriter()),
  items: Rows.of(prizes.items, asItIs),
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
  standings: Rows.written(plan.standings, standingText),
  eligibilityHash: plan.eligibilityHash,
  eligibility: Rows.of(plan.eligibility, asItIs),
  poolHash: plan.poolHash,
  contributions: Rows.written(plan.contributions, contributionText),
  seed: plan.seed,
  secret: plan.secret,
  prizes: canonicalPrizes(plan.prizes),
  supersedes: plan.supersedes,
  lines: Rows.written(plan.lines, lineText)
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

const piecesAPart = partSize / rowsAPiece

/**
 * The text over which a plan is hashed, in parts: some rows of one of its long lists, and what stands between the lists. A store
 * keeps them as they are, and whoever reads them in order has the very bytes that were hashed (`PlanText`).
 */
export function* planParts(plan: PlanBody): Generator<string, void, undefined> {
  let between = ""
  let rows: Array<string> = []
  for (const piece of canonicalPieces(canonicalBody(plan))) {
    if (holdsRows(piece)) {
      if (between !== "") yield between
      between = ""
      // Small pieces are put together once they are written: written at once, a part of five thousand rows takes twice the time.
      if (rows.push(piece) < piecesAPart) continue
      yield rows.join("")
      rows = []
    } else {
      if (rows.length > 0) yield rows.join("")
      rows = []
      between += piece
    }
  }
  yield between
}

/** Whether a part is rows of a long list: it begins its list or goes on with it, and does not end it. */
export const holdsRows = (part: string): boolean => /^[[,]\{/.test(part) && part.endsWith("}")

/** The pieces of `planPieces` as one text, for plans that are not for a million people. */
export const toCanonical = (plan: SettlementPlan): string => [...planPieces(plan)].join("")
