import { entryFeeAt } from "../prize/index.ts"
import type { Instant } from "../shared/index.ts"
import type { Challenge } from "./Challenge.ts"
import type { ChallengeDefinition } from "./ChallengeDefinition.ts"
import type { Entry } from "./Entry.ts"
import { scheduleOf } from "./schedule.ts"

/** Why an entry is refused, in the order in which it is checked; the last three are decided by the store, atomically. */
export type EntryRefusal =
  /** The challenge takes no entries in its state. */
  | "ChallengeNotOpen"
  /** It says that it was made at an instant that has not come. */
  | "EnteredInFuture"
  /** Entries open later. */
  | "EntriesNotOpenYet"
  /** Entries have closed. */
  | "EntriesClosed"
  /** The division is missing or not one of the challenge's. */
  | "UnknownDivision"
  /** The challenge is run by teams and the entry names none, or the reverse. */
  | "TeamMismatch"
  /** The fee paid is not the fee asked at this instant. */
  | "WrongFee"
  /** The participant or user has entered already, with other content; `field` names it. */
  | "EntryConflict"
  /** The field is full. */
  | "FieldFull"
  /** The team is full. */
  | "TeamFull"

/** What became of one entry of a batch. Every entry has exactly one outcome, and none blocks another. */
export type EntryOutcome =
  | { readonly _tag: "Entered" }
  /** The same entry was there already: nothing changed. */
  | { readonly _tag: "AlreadyEntered" }
  | { readonly _tag: "EntryRefused"; readonly reason: EntryRefusal; readonly field?: string }

/**
 * Why the rules of the challenge do not admit this entry; nothing when they do. It is judged at its own `enteredAt`, which
 * must not lie after `now`. Room is the store's to decide.
 */
export const refusalOf = (challenge: Challenge, entry: Entry, now: Instant): EntryRefusal | undefined => {
  if (challenge._tag !== "Published" && challenge._tag !== "Running") return "ChallengeNotOpen"
  const { enteredAt } = entry
  if (enteredAt > now) return "EnteredInFuture"
  const { definition } = challenge
  const schedule = scheduleOf(definition)
  if (schedule.entriesOpen !== undefined && enteredAt < schedule.entriesOpen) return "EntriesNotOpenYet"
  if (enteredAt >= schedule.entriesClose) return "EntriesClosed"
  if (!divisionFits(definition.divisions, entry)) return "UnknownDivision"
  if ((definition.teams !== undefined) !== (entry.team !== undefined)) return "TeamMismatch"
  return (entry.fee?.minorUnits ?? 0n) === feeDueAt(definition, enteredAt) ? undefined : "WrongFee"
}

/** Whether the challenge takes entries at this instant at all. */
export const takesEntries = (challenge: Challenge, now: Instant): boolean =>
  (challenge._tag === "Published" || challenge._tag === "Running") &&
  now < scheduleOf(challenge.definition).entriesClose

/** What an entry costs at this instant, in minor units of the currency; nothing where entering is free. */
export const feeDueAt = ({ prizes }: ChallengeDefinition, at: Instant): bigint =>
  prizes === undefined ? 0n : entryFeeAt(prizes.funding, at)

const divisionFits = (divisions: ReadonlyArray<string>, entry: Entry): boolean =>
  divisions.length === 0
    ? entry.division === undefined
    : entry.division !== undefined && divisions.includes(entry.division)

/**
 * The first field in which two entries of one participant differ; `undefined` when they are the same. How a fee was paid is
 * no difference: who paid what is.
 */
export const differingField = (a: Entry, b: Entry): keyof Entry | undefined => {
  if (a.participantId !== b.participantId) return "participantId"
  if (a.userId !== b.userId) return "userId"
  if (a.team !== b.team) return "team"
  if (a.division !== b.division) return "division"
  if (a.zone !== b.zone) return "zone"
  if (a.fee?.payer !== b.fee?.payer || a.fee?.minorUnits !== b.fee?.minorUnits) return "fee"
  return undefined
}
