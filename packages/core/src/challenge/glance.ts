import { type Appended, type Arrival, wasKept } from "../activity/index.ts"
import { type Canonical, Rational } from "../shared/index.ts"
import type { Adjustment } from "./Adjustment.ts"
import type { Challenge } from "./Challenge.ts"
import type { Charge } from "./Charge.ts"
import type { Entry } from "./Entry.ts"
import { rulesHash } from "./Rules.ts"

// What the audit log shows of facts. Keys are written in order, so that `canonicalJson` need not sort them.

/** A challenge: its state, and the hashes of what belongs to it. */
export const challengeGlance = (challenge: Challenge): Canonical => ({
  reason: challenge._tag === "Cancelled" ? challenge.reason : undefined,
  rulesHash: "rulesHash" in challenge ? challenge.rulesHash : rulesHash(challenge.definition),
  standingsHash: "standingsHash" in challenge ? challenge.standingsHash : undefined,
  state: challenge._tag,
  version: challenge.version
})

/** An entry: who entered, and for which fee. */
export const glanceAtEntry = ({ participantId, userId, team, division, fee }: Entry): Canonical => ({
  division,
  fee: fee === undefined ? undefined : { minorUnits: `${fee.minorUnits}`, payer: fee.payer },
  participantId,
  team,
  userId
})

/** A charge: for whom, how much of whom, and how far it has come. */
export const glanceAtCharge = (charge: Charge): Canonical => ({
  currency: charge.currency,
  minorUnits: `${charge.minorUnits}`,
  number: charge.number,
  participantId: charge.entry.participantId,
  payer: charge.payer,
  provider: charge.provider,
  reference: "reference" in charge ? charge.reference : undefined,
  state: charge._tag,
  worker: charge.worker
})

/** What can be amended of an entry. */
export const glanceAtTerms = ({ status, eligibility, categories, handicap }: Entry): Canonical => ({
  categories,
  eligibility,
  handicap: handicap === undefined ? undefined : Rational.formatRational(handicap),
  status
})

/** An adjustment: of whom, by how much and why, and why it was taken back. */
export const glanceAtAdjustment = ({ participantId, amount, reason, reversal }: Adjustment): Canonical => ({
  amount,
  participantId,
  reason,
  reversed: reversal?.reason
})

/** The rows of a batch that say something new: source, key, revision, user, metric, quantity, instant, what it came to. */
export const glanceAtBatch = (
  arrivals: ReadonlyArray<Arrival>,
  appended: ReadonlyArray<Appended>
): ReadonlyArray<Canonical> => {
  const rows: Array<Canonical> = []
  for (let row = 0; row < appended.length; row++) {
    const activity = arrivals[row]?.activity
    const answer = appended[row]
    if (activity === undefined || answer === undefined || !wasKept(answer)) continue
    const { outcome } = answer
    const { source, sourceKey, revision, userId, metric, quantity, at } = activity
    rows.push([source, sourceKey, revision, userId, metric, quantity, at, outcome._tag])
  }
  return rows
}
