import { differingField, type Entry, type EntryOutcome, type Places, type Room } from "../../src/challenge/index.ts"
import { type ChallengeId, compareIds, type ParticipantId, type UserId } from "../../src/shared/index.ts"
import type { Prediction } from "../Command.ts"

/** What `Entries` promises, over one list. */
export type EntriesModel = ReadonlyArray<readonly [challengeId: ChallengeId, entry: Entry]>

export const enter = (
  model: EntriesModel,
  challengeId: ChallengeId,
  batch: ReadonlyArray<Entry>,
  room: Room
): Prediction<EntriesModel> => {
  let next = model
  const outcomes = batch.map((entry): EntryOutcome => {
    const outcome = outcomeOf(all(next, challengeId), entry, room)
    if (outcome._tag === "Entered") next = [...next, [challengeId, entry]]
    return outcome
  })
  return [outcomes, next]
}

const outcomeOf = (field: ReadonlyArray<Entry>, entry: Entry, room: Room): EntryOutcome => {
  const existing =
    field.find(({ participantId }) => participantId === entry.participantId) ??
    field.find(({ userId }) => userId === entry.userId)
  if (existing !== undefined) {
    const differs = differingField(existing, entry)
    return differs === undefined
      ? { _tag: "AlreadyEntered" }
      : { _tag: "EntryRefused", reason: "EntryConflict", field: differs }
  }
  if (field.length >= (room.maximum ?? Number.POSITIVE_INFINITY)) return { _tag: "EntryRefused", reason: "FieldFull" }
  const team = field.filter((other) => entry.team !== undefined && other.team === entry.team)
  const kept = entry.team === undefined ? 0 : (room.keptInTeams?.get(entry.team) ?? 0)
  return team.length + kept >= (room.teamMaximum ?? Number.POSITIVE_INFINITY)
    ? { _tag: "EntryRefused", reason: "TeamFull" }
    : { _tag: "Entered" }
}

export const amend = (
  model: EntriesModel,
  challengeId: ChallengeId,
  entries: ReadonlyArray<Entry>
): Prediction<EntriesModel> => {
  const stranger = entries.find(({ participantId }) => find(model, challengeId, participantId) === undefined)
  if (stranger !== undefined) {
    return [{ _tag: "ParticipantNotFound", challengeId, participantId: stranger.participantId }, model]
  }
  return [
    undefined,
    model.map(([id, other]) => {
      const last = entries.findLast(({ participantId }) => id === challengeId && other.participantId === participantId)
      return [id, last === undefined ? other : amended(other, last)]
    })
  ]
}

const amended = ({ eligibility: _, handicap: __, ...fixed }: Entry, entry: Entry): Entry => ({
  ...fixed,
  status: entry.status,
  categories: entry.categories,
  ...(entry.eligibility === undefined ? {} : { eligibility: entry.eligibility }),
  ...(entry.handicap === undefined ? {} : { handicap: entry.handicap })
})

export const all = (model: EntriesModel, challengeId: ChallengeId): ReadonlyArray<Entry> =>
  model
    .filter(([id]) => id === challengeId)
    .map(([, entry]) => entry)
    .toSorted((a, b) => compareIds(a.participantId, b.participantId))

export const page = (
  model: EntriesModel,
  challengeId: ChallengeId,
  limit: number,
  after: ParticipantId | undefined
): ReadonlyArray<Entry> =>
  all(model, challengeId)
    .filter(({ participantId }) => after === undefined || compareIds(participantId, after) > 0)
    .slice(0, limit)

export const ofTeams = (
  model: EntriesModel,
  challengeId: ChallengeId,
  teams: ReadonlyArray<ParticipantId>
): ReadonlyArray<Entry> => all(model, challengeId).filter(({ team }) => team !== undefined && teams.includes(team))

export const places = (model: EntriesModel, challengeId: ChallengeId, team?: ParticipantId): Places => {
  const field = all(model, challengeId)
  return { inField: field.length, inTeam: field.filter((entry) => team !== undefined && entry.team === team).length }
}

export const countActive = (model: EntriesModel, challengeId: ChallengeId): number =>
  all(model, challengeId).filter(({ status }) => status === "Active").length

export const find = (model: EntriesModel, challengeId: ChallengeId, participantId: ParticipantId): Entry | undefined =>
  all(model, challengeId).find((entry) => entry.participantId === participantId)

export const ofUserIn = (
  model: EntriesModel,
  userId: UserId,
  challengeIds: ReadonlyArray<ChallengeId>
): ReadonlyArray<Entry | undefined> =>
  challengeIds.map((challengeId) => all(model, challengeId).find((entry) => entry.userId === userId))

export const ofUsers = (
  model: EntriesModel,
  challengeId: ChallengeId,
  userIds: ReadonlyArray<UserId>
): ReadonlyArray<Entry | undefined> =>
  userIds.map((userId) => all(model, challengeId).find((entry) => entry.userId === userId))
