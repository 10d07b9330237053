import { Effect } from "effect"
import type { ParticipantId } from "../shared/index.ts"
import type { Challenge } from "./Challenge.ts"
import { type Charge, openStates } from "./Charge.ts"
import { Charges } from "./Charges.ts"
import type { Places, Room } from "./Entries.ts"
import type { Entry } from "./Entry.ts"
import type { EntryRefusal } from "./enter.ts"

/** The room of a challenge, less the places that charges under way keep in the field and in the teams. */
export const roomBeside = ({ definition: { entries, teams } }: Challenge, open: ReadonlyArray<Charge>): Room => {
  const keptInTeams = new Map<ParticipantId, number>()
  for (const { entry } of open) {
    if (entry.team !== undefined) keptInTeams.set(entry.team, (keptInTeams.get(entry.team) ?? 0) + 1)
  }
  return {
    ...(entries.maximum === undefined ? {} : { maximum: entries.maximum - open.length }),
    ...(teams?.maximum === undefined ? {} : { teamMaximum: teams.maximum, keptInTeams })
  }
}

/** The room that is left beside all charges under way but the one with this key; read only where room is limited. */
export const roomLeft = Effect.fnUntraced(function* (challenge: Challenge, except?: string) {
  const { entries, teams } = challenge.definition
  if (entries.maximum === undefined && teams?.maximum === undefined) return {}
  const open = yield* (yield* Charges).inStates(challenge.id, openStates)
  return roomBeside(
    challenge,
    open.filter(({ key }) => key !== except)
  )
})

/** What is full for an entry, if anything is, with these places taken. */
export const fullFor = ({ team }: Entry, room: Room, { inField, inTeam }: Places): EntryRefusal | undefined => {
  if (room.maximum !== undefined && inField >= room.maximum) return "FieldFull"
  if (team === undefined || room.teamMaximum === undefined) return undefined
  return inTeam + (room.keptInTeams?.get(team) ?? 0) >= room.teamMaximum ? "TeamFull" : undefined
}
