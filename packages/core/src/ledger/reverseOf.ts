import { Result } from "effect"
import { differingField } from "./differingField.ts"
import type { Entry, EntryId, Posting } from "./Entry.ts"
import { EntryAlreadyReversed, PartialReversalAmbiguous, ReversalOfReversal, ReversalOutOfRange } from "./errors.ts"
import { turnover } from "./Movement.ts"

/** Why a reversal is refused, in the order in which it is checked. */
export type ReversalRefused = EntryAlreadyReversed | ReversalOfReversal | PartialReversalAmbiguous | ReversalOutOfRange

/** The identity, time and reason of a reversal; without `minorUnits` it takes back the whole entry. */
export interface ReversalHeading {
  readonly id: EntryId
  readonly at: number
  readonly memo: string
  readonly minorUnits?: bigint
}

/**
 * The entry that takes back another, or a part of it, and names it in `corrects`. At most one reversal per entry, never of
 * more than the original (I8); `earlier` are the reversals of the entry so far. The same reversal asked for again is
 * answered with itself.
 */
export const reverseOf = (
  original: Entry,
  earlier: ReadonlyArray<Entry>,
  heading: ReversalHeading
): Result.Result<Entry, ReversalRefused> => {
  const moved = turnover(original)
  const minorUnits = heading.minorUnits ?? moved
  const reversal = mirror(original, heading, minorUnits)
  const first = earlier.find(({ kind, corrects }) => kind === "Reversal" && corrects === original.id)
  if (first !== undefined) {
    return differingField(first, reversal) === undefined
      ? Result.succeed(first)
      : Result.fail(new EntryAlreadyReversed({ entryId: original.id, by: first.id }))
  }
  if (original.kind === "Reversal") return Result.fail(new ReversalOfReversal({ entryId: original.id }))
  if (minorUnits !== moved && original.postings.length > 2) {
    return Result.fail(new PartialReversalAmbiguous({ entryId: original.id, postings: original.postings.length }))
  }
  if (minorUnits < 1n || minorUnits > moved) {
    return Result.fail(
      new ReversalOutOfRange({ entryId: original.id, originalMinorUnits: moved, askedMinorUnits: minorUnits })
    )
  }
  return Result.succeed(reversal)
}

const mirror = (original: Entry, { id, at, memo }: ReversalHeading, minorUnits: bigint): Entry => {
  const whole = minorUnits === turnover(original)
  const back = (amount: bigint): bigint => (whole ? -amount : amount > 0n ? -minorUnits : minorUnits)
  return {
    _v: 1,
    id,
    at,
    challengeId: original.challengeId,
    kind: "Reversal",
    memo,
    currency: original.currency,
    postings: original.postings.map(
      ({ account, minorUnits: amount }): Posting => ({ account, minorUnits: back(amount) })
    ),
    corrects: original.id
  }
}
