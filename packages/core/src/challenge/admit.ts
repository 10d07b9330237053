import type { Room } from "./Entries.ts"
import type { Entry } from "./Entry.ts"
import { differingField, type EntryOutcome } from "./enter.ts"

/** How many places are taken: of the field, and of the team that an entry names. */
export interface Taken {
  readonly field: number
  readonly team: number
}

/**
 * What becomes of an entry that the rules admit. `existing` is the entry of its participant or, when there is none, of its
 * user. Stores decide by it, atomically: who has entered before needs no room.
 */
export const admit = (entry: Entry, existing: Entry | undefined, taken: Taken, room: Room): EntryOutcome => {
  if (existing !== undefined) return repeated(differingField(existing, entry))
  if (taken.field >= (room.maximum ?? Number.POSITIVE_INFINITY)) return { _tag: "EntryRefused", reason: "FieldFull" }
  if (entry.team === undefined || room.teamMaximum === undefined) return { _tag: "Entered" }
  const kept = room.keptInTeams?.get(entry.team) ?? 0
  return taken.team + kept >= room.teamMaximum ? { _tag: "EntryRefused", reason: "TeamFull" } : { _tag: "Entered" }
}

const repeated = (field: keyof Entry | undefined): EntryOutcome =>
  field === undefined ? { _tag: "AlreadyEntered" } : { _tag: "EntryRefused", reason: "EntryConflict", field }
