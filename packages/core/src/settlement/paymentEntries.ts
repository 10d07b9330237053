import { Result } from "effect"
import { type Account, type Entry, EntryId, type EntryKind, entry, type Movement } from "../ledger/index.ts"
import { owedTo } from "./changesOf.ts"
import { attemptsOf, type PayoutLine } from "./PayoutLine.ts"
import type { PayoutEvent } from "./payoutEvents.ts"

const clearing: Account = { _tag: "ProviderClearing" }
const breakage: Account = { _tag: "Breakage" }

/**
 * The ledger entries of a payout event: what is owed goes in flight when an attempt is claimed, out when it is confirmed,
 * and back when it is refused or returned. `line` is the line before the event. Ids are derived from the attempt, so that
 * the same event posted twice is one entry (I20). Most events move nothing.
 */
export const paymentEntries = (line: PayoutLine, event: PayoutEvent): ReadonlyArray<Entry> => {
  const { claim, challengeId, recipient } = line
  const owed = owedTo(challengeId, claim, recipient)
  const inFlight: Account = { _tag: "PayoutInFlight", claim, challengeId, recipient }
  const unclaimed: Account = { _tag: "Unclaimed", claim, challengeId, recipient }
  const make = (kind: EntryKind, from: Account, to: Account, key: string, at: number): Entry =>
    payment(line, kind, { from, to, minorUnits: line.minorUnits }, key, at)
  switch (event._tag) {
    case "AttemptClaimed":
      return [make("PayoutStarted", owed, inFlight, event.key, event.at)]
    case "AttemptDecided": {
      const key = lastKey(line)
      const confirmed = make("PayoutConfirmed", inFlight, clearing, key, event.at)
      if (event.outcome.outcome === "Confirmed") return [confirmed]
      if (event.outcome.outcome === "Refused") return [make("PayoutRefused", inFlight, owed, key, event.at)]
      // A return that overtook its confirmation proves both: that the money left and that it came back.
      const returned = make("PayoutReturned", clearing, owed, key, event.at)
      return line._tag === "Confirmed" ? [returned] : [confirmed, returned]
    }
    case "LineUnclaimed":
      return [make("PayoutUnclaimed", owed, unclaimed, lastKey(line), event.at)]
    case "LineReclaimed":
      return [make("PayoutReclaimed", unclaimed, owed, lastKey(line), event.at)]
    case "LineForfeited":
      return [make("PayoutForfeited", unclaimed, breakage, lastKey(line), event.at)]
    case "LineReduced":
    case "LineWithheld": {
      // The correction takes it from what is unclaimed; of what else shrinks, its own entry posts everything.
      if (line._tag !== "Forfeited") return []
      const remains = event._tag === "LineReduced" ? event.minorUnits : 0n
      const movement = { from: breakage, to: unclaimed, minorUnits: line.minorUnits - remains }
      return [payment(line, "PayoutReinstated", movement, `${lastKey(line)}:${remains}`, event.at)]
    }
    default:
      return []
  }
}

/** The key of the latest attempt; every event that moves money back or on follows one. */
const lastKey = (line: PayoutLine): string => attemptsOf(line).at(-1)?.key ?? line.key

const payment = (line: PayoutLine, kind: EntryKind, movement: Movement, key: string, at: number): Entry =>
  Result.getOrThrow(
    entry(
      {
        id: EntryId.make(`${kind}:${key}`),
        at,
        challengeId: line.challengeId,
        kind,
        memo: `${line.key} version ${line.version}`,
        currency: line.currency
      },
      [movement]
    )
  )
