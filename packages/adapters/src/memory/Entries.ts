import { admit, Entries, type Entry, type EntryOutcome, ParticipantNotFound, type Room } from "@laurel/core/challenge"
import { type ChallengeId, compareIds, type ParticipantId, type UserId } from "@laurel/core/shared"
import { Effect, Layer, Option, Result } from "effect"
import { Places } from "./Places.ts"
import { World } from "./World.ts"

/** The field of one challenge. */
interface Field {
  readonly byParticipant: Map<ParticipantId, Entry>
  readonly byUser: Places<UserId, Entry>
  /** Who is in each team. */
  readonly teams: Map<ParticipantId, Set<ParticipantId>>
}

const enter = (field: Field, entry: Entry, room: Room): EntryOutcome => {
  const existing = field.byParticipant.get(entry.participantId) ?? field.byUser.get(entry.userId)
  const team = sizeOf(field, entry.team)
  const outcome = admit(entry, existing, { field: field.byParticipant.size, team }, room)
  if (outcome._tag !== "Entered") return outcome
  put(field, entry)
  if (entry.team !== undefined) teamOf(field, entry.team).add(entry.participantId)
  return outcome
}

const sizeOf = ({ teams }: Field, team: ParticipantId | undefined): number =>
  team === undefined ? 0 : (teams.get(team)?.size ?? 0)

const teamOf = ({ teams }: Field, team: ParticipantId): Set<ParticipantId> => {
  const known = teams.get(team) ?? new Set()
  teams.set(team, known)
  return known
}

const put = (field: Field, entry: Entry): void => {
  field.byParticipant.set(entry.participantId, entry)
  field.byUser.set(entry.userId, entry)
}

const takeOut = (field: Field, entry: Entry): void => {
  field.byParticipant.delete(entry.participantId)
  field.byUser.set(entry.userId, undefined)
  if (entry.team !== undefined) teamOf(field, entry.team).delete(entry.participantId)
}

/** Entries in the process's memory. */
export const layerEntries: Layer.Layer<Entries, never, World> = Layer.effect(
  Entries,
  Effect.gen(function* () {
    const world = yield* World
    const fields = new Map<ChallengeId, Field>()
    const fieldOf = (id: ChallengeId): Field => {
      const known = fields.get(id)
      if (known !== undefined) return known
      const field: Field = { byParticipant: new Map(), byUser: new Places(), teams: new Map() }
      fields.set(id, field)
      return field
    }
    return Entries.of({
      enter: (challengeId, entries, room) =>
        world.act((onRollback) => {
          const field = fieldOf(challengeId)
          return entries.map((entry) => {
            const outcome = enter(field, entry, room)
            if (outcome._tag === "Entered") onRollback(() => takeOut(field, entry))
            return outcome
          })
        }),
      ofUsers: (challengeId, userIds) =>
        world.act(() => {
          const { byUser } = fieldOf(challengeId)
          return userIds.map((userId) => byUser.get(userId))
        }),
      ofParticipants: (challengeId, participantIds) =>
        world.act(() => {
          const { byParticipant } = fieldOf(challengeId)
          return participantIds.map((participantId) => byParticipant.get(participantId))
        }),
      ofUserIn: (userId, challengeIds) =>
        world.act(() => challengeIds.map((challengeId) => fields.get(challengeId)?.byUser.get(userId))),
      ofTeams: (challengeId, teams) =>
        world.act(() => {
          const field = fieldOf(challengeId)
          return [...new Set(teams)]
            .flatMap((team) => [...(field.teams.get(team) ?? [])])
            .flatMap((participantId) => field.byParticipant.get(participantId) ?? [])
            .sort((a, b) => compareIds(a.participantId, b.participantId))
        }),
      all: (challengeId) =>
        world.act(() =>
          [...fieldOf(challengeId).byParticipant.values()].sort((a, b) => compareIds(a.participantId, b.participantId))
        ),
      page: (challengeId, limit, after) =>
        world.act(() =>
          [...fieldOf(challengeId).byParticipant.values()]
            .filter(({ participantId }) => after === undefined || compareIds(participantId, after) > 0)
            .sort((a, b) => compareIds(a.participantId, b.participantId))
            .slice(0, limit)
        ),
      stakes: (challengeId, take) =>
        world.act(() =>
          take(
            [...fieldOf(challengeId).byParticipant.values()].sort((a, b) =>
              compareIds(a.participantId, b.participantId)
            )
          )
        ),
      places: (challengeId, team) =>
        world.act(() => {
          const field = fieldOf(challengeId)
          return { inField: field.byParticipant.size, inTeam: sizeOf(field, team) }
        }),
      countActive: (challengeId) =>
        world.act(() => {
          let active = 0
          for (const { status } of fieldOf(challengeId).byParticipant.values()) if (status === "Active") active++
          return active
        }),
      find: (challengeId, participantId) =>
        world.act(() => Option.fromUndefinedOr(fieldOf(challengeId).byParticipant.get(participantId))),
      amend: (challengeId, amended) =>
        Effect.flatMap(
          world.act((onRollback) => {
            const field = fieldOf(challengeId)
            const stranger = amended.find(({ participantId }) => !field.byParticipant.has(participantId))
            if (stranger !== undefined) {
              return Result.fail(new ParticipantNotFound({ challengeId, participantId: stranger.participantId }))
            }
            for (const entry of amended) {
              const before = field.byParticipant.get(entry.participantId)
              if (before === undefined) continue
              put(field, amendedBy(before, entry))
              onRollback(() => put(field, before))
            }
            return Result.succeed(undefined)
          }),
          Effect.fromResult
        )
    })
  })
)

const amendedBy = (
  { eligibility: _, handicap: __, ...fixed }: Entry,
  { status, eligibility, categories, handicap }: Entry
): Entry => ({
  ...fixed,
  status,
  categories,
  ...(eligibility === undefined ? {} : { eligibility }),
  ...(handicap === undefined ? {} : { handicap })
})
