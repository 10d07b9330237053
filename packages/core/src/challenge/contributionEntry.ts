import { Option, type Result, Schema } from "effect"
import { type Entry, EntryId, entry, type NegativeMovement } from "../ledger/index.ts"
import type { Contribution } from "../prize/index.ts"
import {
  ChallengeId,
  type Currency,
  canonicalJson,
  type Instant,
  type ParticipantId,
  sha256Hex
} from "../shared/index.ts"

/** What money that is paid in or ahead belongs to. `key` is the identity of the payment: the same key, the same entry. */
export interface PaymentHeading {
  readonly key: string
  readonly at: Instant
  readonly challengeId: ChallengeId
  readonly currency: Currency
}

const idOf = (kind: string, { challengeId, key }: PaymentHeading): EntryId =>
  EntryId.make(`${kind}:${sha256Hex(canonicalJson([kind, challengeId, key]))}`)

const asChallenge = Schema.decodeUnknownOption(ChallengeId)

/**
 * What the payer of money begins with that was carried over outside this ledger: `outside:winter 2019`. It comes in through
 * the payment provider and goes back to that payer.
 */
export const outside = "outside:"

/** Whether money was carried over outside this ledger, as its payer says. */
export const isFromOutside = ({ payer }: Pick<Contribution, "payer">): boolean => payer.startsWith(outside)

/**
 * The challenge whose `CarryOver` account money came from. The payer of carried money is the challenge that carried it; money
 * goes back there and not to a person. Nothing for other money, and for what was carried over outside this ledger.
 */
export const carriedFrom = (contribution: Pick<Contribution, "kind" | "payer">): Option.Option<ChallengeId> =>
  contribution.kind === "CarryOver" && !isFromOutside(contribution) ? asChallenge(contribution.payer) : Option.none()

/** The entry of money paid into a pool: from the provider, or from what another challenge carried over. */
export const contributionEntry = (
  heading: PaymentHeading,
  contribution: Contribution
): Result.Result<Entry, NegativeMovement> => {
  const { at, challengeId, currency } = heading
  const { kind, payer, minorUnits } = contribution
  const carrier = Option.getOrUndefined(carriedFrom(contribution))
  return entry({ id: idOf(kind, heading), at, challengeId, kind, memo: payer, currency }, [
    {
      from: carrier === undefined ? { _tag: "ProviderClearing" } : { _tag: "CarryOver", challengeId: carrier },
      to: { _tag: "Pool", challengeId },
      minorUnits
    }
  ])
}

/** The entry of money paid to a participant ahead of the settlement: to be given back, until a prize is set off against it. */
export const advanceEntry = (
  heading: PaymentHeading,
  participantId: ParticipantId,
  minorUnits: bigint
): Result.Result<Entry, NegativeMovement> => {
  const { at, challengeId, currency } = heading
  return entry({ id: idOf("Advance", heading), at, challengeId, kind: "Advance", memo: participantId, currency }, [
    {
      from: { _tag: "Receivable", claim: "prize", challengeId, recipient: participantId },
      to: { _tag: "ProviderClearing" },
      minorUnits
    }
  ])
}
