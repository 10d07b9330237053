import { Effect, Option } from "effect"
import fc from "fast-check"
import { Entries } from "../../src/challenge/index.ts"
import { ChallengeId, ParticipantId } from "../../src/shared/index.ts"
import { entries, rooms } from "../arbitraries/entry.ts"
import { challengeIds, fewUserIds, participantIds } from "../arbitraries/shared.ts"
import type { Command } from "../Command.ts"
import {
  all,
  amend,
  countActive,
  type EntriesModel,
  enter,
  find,
  ofTeams,
  ofUserIn,
  ofUsers,
  page,
  places
} from "../model/entries.model.ts"

type EntriesCommand = Command<EntriesModel, Entries>

const entering = fc.tuple(challengeIds, fc.array(entries, { maxLength: 4 }), rooms).map(
  ([challengeId, batch, room]): EntriesCommand => ({
    text: () => `enter(${fc.stringify([challengeId, batch, room])})`,
    predict: (model) => enter(model, challengeId, batch, room),
    perform: Entries.use((port) => port.enter(challengeId, batch, room))
  })
)

const amending = fc.tuple(challengeIds, fc.array(entries, { maxLength: 3 })).map(
  ([challengeId, batch]): EntriesCommand => ({
    text: () => `amend(${fc.stringify([challengeId, batch])})`,
    predict: (model) => amend(model, challengeId, batch),
    perform: Entries.use((port) => port.amend(challengeId, batch))
  })
)

const finding = fc.tuple(challengeIds, participantIds).map(
  ([challengeId, participantId]): EntriesCommand => ({
    text: () => `find(${fc.stringify([challengeId, participantId])})`,
    predict: (model) => [find(model, challengeId, participantId), model],
    perform: Entries.use((port) => Effect.map(port.find(challengeId, participantId), Option.getOrUndefined))
  })
)

const lookingUp = fc.tuple(challengeIds, fc.array(fewUserIds, { maxLength: 3 })).map(
  ([challengeId, userIds]): EntriesCommand => ({
    text: () => `ofUsers(${fc.stringify([challengeId, userIds])})`,
    predict: (model) => [ofUsers(model, challengeId, userIds), model],
    perform: Entries.use((port) => port.ofUsers(challengeId, userIds))
  })
)

const lookingUpIn = fc.tuple(fewUserIds, fc.array(challengeIds, { maxLength: 3 })).map(
  ([userId, ids]): EntriesCommand => ({
    text: () => `ofUserIn(${fc.stringify([userId, ids])})`,
    predict: (model) => [ofUserIn(model, userId, ids), model],
    perform: Entries.use((port) => port.ofUserIn(userId, ids))
  })
)

const lookingUpParticipants = fc.tuple(challengeIds, fc.array(participantIds, { maxLength: 3 })).map(
  ([challengeId, ids]): EntriesCommand => ({
    text: () => `ofParticipants(${fc.stringify([challengeId, ids])})`,
    predict: (model) => [ids.map((id) => find(model, challengeId, id)), model],
    perform: Entries.use((port) => port.ofParticipants(challengeId, ids))
  })
)

const listing = (challengeId: ChallengeId): EntriesCommand => ({
  text: () => `all(${challengeId})`,
  predict: (model) => [all(model, challengeId), model],
  perform: Entries.use((port) => port.all(challengeId))
})

const paging = fc
  .tuple(challengeIds, fc.integer({ min: 1, max: 3 }), fc.option(participantIds))
  .map(([challengeId, limit, id]): EntriesCommand => {
    const after = id ?? undefined
    return {
      text: () => `page(${fc.stringify([challengeId, limit, after])})`,
      predict: (model) => [page(model, challengeId, limit, after), model],
      perform: Entries.use((port) => port.page(challengeId, limit, after))
    }
  })

const listingTeams = (challengeId: ChallengeId, teams: ReadonlyArray<ParticipantId>): EntriesCommand => ({
  text: () => `ofTeams(${fc.stringify([challengeId, teams])})`,
  predict: (model) => [ofTeams(model, challengeId, teams), model],
  perform: Entries.use((port) => port.ofTeams(challengeId, teams))
})

const teams = ["red", "blue"].map((text) => ParticipantId.make(text))

const counting = (challengeId: ChallengeId): EntriesCommand => ({
  text: () => `countActive(${challengeId})`,
  predict: (model) => [countActive(model, challengeId), model],
  perform: Entries.use((port) => port.countActive(challengeId))
})

const countingPlaces = (challengeId: ChallengeId, team?: ParticipantId): EntriesCommand => ({
  text: () => `places(${challengeId}, ${team})`,
  predict: (model) => [places(model, challengeId, team), model],
  perform: Entries.use((port) => port.places(challengeId, team))
})

export const entriesCommands = fc.oneof(
  { weight: 4, arbitrary: entering },
  { weight: 2, arbitrary: amending },
  { weight: 1, arbitrary: finding },
  { weight: 1, arbitrary: lookingUp },
  { weight: 1, arbitrary: lookingUpIn },
  { weight: 1, arbitrary: lookingUpParticipants },
  { weight: 1, arbitrary: challengeIds.map(listing) },
  { weight: 1, arbitrary: challengeIds.map(counting) },
  { weight: 2, arbitrary: paging },
  {
    weight: 1,
    arbitrary: fc
      .tuple(challengeIds, fc.array(fc.constantFrom(...teams, ParticipantId.make("green")), { maxLength: 3 }))
      .map((given) => listingTeams(...given))
  }
)

export const entriesObservations = ["spring", "spring-2"]
  .map((text) => ChallengeId.make(text))
  .flatMap((challengeId) => [
    listing(challengeId),
    counting(challengeId),
    countingPlaces(challengeId),
    ...teams.flatMap((team) => [countingPlaces(challengeId, team), listingTeams(challengeId, [team])]),
    listingTeams(challengeId, teams)
  ])
