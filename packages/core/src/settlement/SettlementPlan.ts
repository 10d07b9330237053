import { Effect, Schema, SchemaIssue, SchemaTransformation } from "effect"
import { Claim, Party } from "../ledger/index.ts"
import { Amount, ChallengeId, Currency, Exact, Hash, InstantFromText, ParticipantId, Units } from "../shared/index.ts"

/** The number of a plan: 1 for the first of a challenge, one more for each that takes its place. */
export const PlanVersion = Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 1_000_000 }))

/** A plan by its version and hash. */
export const PlanReference = Schema.Struct({ version: PlanVersion, planHash: Hash })
export type PlanReference = typeof PlanReference.Type

/** A rank as text: canonical JSON holds whole numbers only, and fractional ranks may end in .5. */
const Rank = Schema.String.pipe(
  Schema.decodeTo(
    Schema.Finite,
    SchemaTransformation.transformEffect({
      decode: (text: string) =>
        /^[1-9]\d{0,8}(\.5)?$/.test(text)
          ? Effect.succeed(Number(text))
          : Effect.fail(new SchemaIssue.InvalidValue({ message: 'must be a rank such as "3" or "2.5"' })),
      encode: (rank: number) => Effect.succeed(`${rank}`)
    })
  )
)

/** A standing as the plan shows it; without `rank` it is not ranked. */
export const PlannedStanding = Schema.Struct({
  participantId: ParticipantId,
  rank: Schema.optionalKey(Rank),
  score: Units,
  status: Schema.Literals(["Scored", "Missing", "Unqualified", "Withdrawn", "Disqualified"])
})
export type PlannedStanding = typeof PlannedStanding.Type

/** Who is not simply in for prizes: not paid, excluded or unverified, and who counts in which categories. */
export const PlannedEligibility = Schema.Struct({
  participantId: ParticipantId,
  eligibility: Schema.optionalKey(Schema.Literals(["RankedNotPaid", "Excluded", "Unverified"])),
  categories: Schema.Array(Schema.String)
})
export type PlannedEligibility = typeof PlannedEligibility.Type

/** What was paid into the pool, by whom. */
export const PlannedContribution = Schema.Struct({
  payer: Party,
  kind: Schema.Literals(["EntryFee", "Sponsor", "CarryOver"]),
  participantId: Schema.optionalKey(ParticipantId),
  minorUnits: Amount
})

const Destination = Schema.Literals(["Platform", "Sponsor", "CarryOver", "Charity"])
const Rule = Schema.Struct({ index: Schema.Int, tag: Schema.String })
const stage = Schema.optionalKey(Schema.String)

/** An amount of one rule for one participant, and how it came about. */
export const PlannedAward = Schema.Struct({
  participantId: ParticipantId,
  stage: Schema.String,
  rule: Rule,
  minorUnits: Amount,
  place: Schema.Int,
  tied: Schema.Int,
  share: Exact,
  roundingUnit: Amount,
  advance: Amount,
  due: Amount,
  team: Schema.optionalKey(ParticipantId)
})

/** A thing that cannot be divided, and who gets it. */
export const PlannedItem = Schema.Struct({
  participantId: ParticipantId,
  stage: Schema.String,
  rule: Rule,
  item: Schema.String,
  place: Schema.Int
})

/** What goes back to a payer. */
export const PlannedRefund = Schema.Struct({ payer: Party, minorUnits: Amount })

/** What a participant was paid ahead beyond what the prizes come to. */
export const PlannedOverpayment = Schema.Struct({ participantId: ParticipantId, minorUnits: Amount })

/** Prizes as a plan holds them: with every award, and where each remaining unit goes. */
const PlannedPrizes = Schema.Struct({
  outcome: Schema.Literals(["Awarded", "Refunded"]),
  gross: Amount,
  deductions: Schema.Array(
    Schema.Struct({
      kind: Schema.Literals(["PlatformFee", "Charity"]),
      destination: Schema.Literals(["Platform", "Charity"]),
      minorUnits: Amount
    })
  ),
  pool: Amount,
  topUp: Amount,
  topUps: Schema.Array(Schema.Struct({ reason: Schema.String, minorUnits: Amount, stage })),
  stages: Schema.Array(Schema.Struct({ name: Schema.String, minorUnits: Amount })),
  awards: Schema.Array(PlannedAward),
  items: Schema.Array(PlannedItem),
  itemsLeft: Schema.Array(Schema.Struct({ item: Schema.String, stage: Schema.String, destination: Destination })),
  residual: Schema.Array(Schema.Struct({ destination: Destination, minorUnits: Amount, reason: Schema.String, stage })),
  refunds: Schema.Array(PlannedRefund),
  overpaid: Schema.Array(PlannedOverpayment)
})
export type PlannedPrizes = typeof PlannedPrizes.Type

/**
 * What one recipient gets for one prize line: `minorUnits` in all, of which `advance` was paid ahead and `due` is to be
 * paid, not before `holdUntil`. `line` names the stage and rule that give it, or the refund; never a place.
 */
export const PlannedLine = Schema.Struct({
  key: Schema.String,
  claim: Claim,
  recipient: Party,
  line: Schema.String,
  minorUnits: Amount,
  advance: Amount,
  due: Amount,
  holdUntil: Schema.optionalKey(InstantFromText)
})
export type PlannedLine = typeof PlannedLine.Type

/**
 * A settlement before it is carried out: from which frozen facts, which prizes, and what is paid to whom. `hash` is the
 * SHA-256 of all the rest in canonical JSON; an approval is bound to it (I25).
 *
 * **Details**: `standings` are in order of rank, those without a rank last. `eligibility` (by participant) and
 * `contributions` are in one fixed order, so that the order in which they were read changes nothing (I13); beside each
 * stands its hash, that with `seed` for the contributions. `secret` is that of a draw, revealed by the plan that holds it:
 * with it anybody can draw again. `supersedes` names the plan whose settlement this one corrects.
 */
export const SettlementPlan = Schema.Struct({
  _v: Schema.Literal(1),
  challengeId: ChallengeId,
  currency: Currency,
  version: PlanVersion,
  rulesHash: Hash,
  standingsHash: Hash,
  standings: Schema.Array(PlannedStanding),
  eligibilityHash: Hash,
  eligibility: Schema.Array(PlannedEligibility),
  poolHash: Hash,
  contributions: Schema.Array(PlannedContribution),
  seed: Schema.String,
  secret: Schema.optionalKey(Schema.String),
  prizes: PlannedPrizes,
  supersedes: Schema.optionalKey(PlanReference),
  lines: Schema.Array(PlannedLine),
  hash: Hash
})
export type SettlementPlan = typeof SettlementPlan.Type

/** A plan without its hash. */
export type PlanBody = Omit<SettlementPlan, "hash">
