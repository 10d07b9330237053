import { Schema } from "effect"

/** A movement of a negative amount: it would hide who pays whom. Swap `from` and `to` instead. */
export class NegativeMovement extends Schema.TaggedError<NegativeMovement>()("NegativeMovement", {
  from: Schema.String,
  to: Schema.String,
  minorUnits: Schema.BigInt
}) {
  override get message() {
    return `A movement of ${this.minorUnits} from ${this.from} to ${this.to} is negative; move it the other way`
  }
}

/** The entry has been reversed before, by another entry. */
export class EntryAlreadyReversed extends Schema.TaggedError<EntryAlreadyReversed>()("EntryAlreadyReversed", {
  entryId: Schema.String,
  by: Schema.String
}) {
  override get message() {
    return `Entry ${this.entryId} was reversed already, by ${this.by}; a reversal happens at most once`
  }
}

/** A reversal cannot itself be reversed: post anew what is meant. */
export class ReversalOfReversal extends Schema.TaggedError<ReversalOfReversal>()("ReversalOfReversal", {
  entryId: Schema.String
}) {
  override get message() {
    return `Entry ${this.entryId} is a reversal and stays; post a new entry for what is meant`
  }
}

/** A part was asked of an entry with more than two postings, and it is not clear whose part. */
export class PartialReversalAmbiguous extends Schema.TaggedError<PartialReversalAmbiguous>()(
  "PartialReversalAmbiguous",
  {
    entryId: Schema.String,
    postings: Schema.Int
  }
) {
  override get message() {
    return `Entry ${this.entryId} has ${this.postings} postings and can only be reversed as a whole`
  }
}

/** A reversal of more than the original, or of nothing. */
export class ReversalOutOfRange extends Schema.TaggedError<ReversalOutOfRange>()("ReversalOutOfRange", {
  entryId: Schema.String,
  originalMinorUnits: Schema.BigInt,
  askedMinorUnits: Schema.BigInt
}) {
  override get message() {
    return `Entry ${this.entryId} moved ${this.originalMinorUnits}; a reversal of ${this.askedMinorUnits} is not between 1 and that`
  }
}

/** An entry with this id is in the ledger with other content; `field` names the first that differs. */
export class EntryConflict extends Schema.TaggedError<EntryConflict>()("EntryConflict", {
  entryId: Schema.String,
  field: Schema.String
}) {
  override get message() {
    return `Entry ${this.entryId} is in the ledger already with another ${this.field}; entries are immutable`
  }
}

/** The ledger cannot be reached or failed; nothing was written. */
export class LedgerUnavailable extends Schema.TaggedError<LedgerUnavailable>()("LedgerUnavailable", {
  operation: Schema.String,
  cause: Schema.Defect()
}) {
  override get message() {
    return `The ledger failed at ${this.operation}; nothing was written, try again`
  }
}
