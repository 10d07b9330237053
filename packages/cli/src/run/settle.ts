import type { Challenge, ChallengeDefinition } from "@laurel/core/challenge"
import { type Entry, Ledger } from "@laurel/core/ledger"
import type { VirtualClock } from "@laurel/core/runtime"
import { approve, cancel, contributionsOf, plan, post, type SettlementPlan } from "@laurel/core/settlement"
import { PrincipalId } from "@laurel/core/shared"
import type { UseCases } from "../useCases/runtime.ts"

/** What became of the money: the plan that was posted, or of a cancelled challenge only the refunds in the journal. */
export interface Settled {
  readonly plan?: SettlementPlan
  /** Every entry of the ledger, in order. */
  readonly journal: ReadonlyArray<Entry>
  /** What was owed back to those who paid, where the challenge was cancelled. */
  readonly refunded?: Refunded
}

/** How many are refunded, and how much in all. */
export interface Refunded {
  readonly payers: number
  readonly minorUnits: bigint
}

const organiser = PrincipalId.make("organiser")
/** Who makes a plan may not approve it, in a file run as anywhere. */
const approver = PrincipalId.make("approver")
const hour = 3_600_000

/** Settles a challenge that is final, or refunds one that was cancelled, and gives the ledger. */
export const settle = async (
  { run }: UseCases,
  clock: VirtualClock,
  challenge: Challenge,
  secret: string | undefined
): Promise<Settled> => {
  const { id, definition } = challenge
  if (challenge._tag === "Cancelled") {
    await run(cancel(id, organiser, challenge.reason))
    const paid = await run(contributionsOf(id))
    const minorUnits = paid.reduce((total, one) => total + one.minorUnits, 0n)
    const payers = new Set(paid.map(({ payer }) => payer)).size
    return { journal: await run(journalOf(definition)), refunded: { payers, minorUnits } }
  }
  const made = await run(plan(id, organiser, secret === undefined ? {} : { secret }))
  clock.moveTo(clock.currentTimeMillisUnsafe() + definition.disputeHours * hour)
  await run(approve(id, made.hash, approver))
  await run(post(id))
  return { plan: made, journal: await run(journalOf(definition)) }
}

const journalOf = ({ id }: ChallengeDefinition) => Ledger.use((ledger) => ledger.entriesOf(id))
