import {
  type Challenge,
  ChallengeExists,
  ChallengeNotFound,
  type ChallengeQuery,
  ChallengeStore,
  Entries,
  isFound,
  VersionConflict
} from "@laurel/core/challenge"
import { type ChallengeId, compareIds, UserId } from "@laurel/core/shared"
import { Effect, Layer, Option, Result } from "effect"
import { World } from "./World.ts"

const isAsked = (
  challenge: Challenge,
  { organiser, ids, states, featured, visibility, search, after }: ChallengeQuery
): boolean =>
  (after === undefined || compareIds(challenge.id, after) > 0) &&
  (organiser === undefined || challenge.organiser === organiser) &&
  (ids === undefined || ids.includes(challenge.id)) &&
  (states === undefined || states.includes(challenge._tag)) &&
  (featured === undefined || challenge.definition.featured === featured) &&
  (visibility === undefined || challenge.definition.visibility === visibility) &&
  (search === undefined || isFound(challenge.definition, search)) &&
  !(challenge._tag === "Draft" && challenge.archivedAt !== undefined)

/** Challenges in the process's memory. */
export const layerChallengeStore: Layer.Layer<ChallengeStore, never, World | Entries> = Layer.effect(
  ChallengeStore,
  Effect.gen(function* () {
    const world = yield* World
    const entries = yield* Entries
    const challenges = new Map<ChallengeId, Challenge>()
    return ChallengeStore.of({
      find: (id) => world.act(() => Option.fromUndefinedOr(challenges.get(id))),
      insert: (challenge) =>
        Effect.flatMap(
          world.act((onRollback) => {
            if (challenges.has(challenge.id)) return Result.fail(new ChallengeExists({ challengeId: challenge.id }))
            challenges.set(challenge.id, challenge)
            onRollback(() => challenges.delete(challenge.id))
            return Result.succeed(undefined)
          }),
          Effect.fromResult
        ),
      save: (challenge, expected) =>
        Effect.flatMap(
          world.act((onRollback): Result.Result<void, ChallengeNotFound | VersionConflict> => {
            const before = challenges.get(challenge.id)
            if (before === undefined) return Result.fail(new ChallengeNotFound({ challengeId: challenge.id }))
            if (before.version !== expected) {
              return Result.fail(new VersionConflict({ challengeId: challenge.id, expected, actual: before.version }))
            }
            challenges.set(challenge.id, challenge)
            onRollback(() => challenges.set(challenge.id, before))
            return Result.succeed(undefined)
          }),
          Effect.fromResult
        ),
      list: (query) =>
        world.transact(
          Effect.gen(function* () {
            const asked = yield* world.act(() =>
              [...challenges.values()]
                .filter((challenge) => isAsked(challenge, query))
                .sort((a, b) => compareIds(a.id, b.id))
            )
            const { involving } = query
            if (involving === undefined) return asked.slice(0, query.limit)
            const mayTakePart = involving.as.includes("TakesPart")
            const ids = mayTakePart ? asked.map(({ id }) => id) : []
            const entered = yield* entries.ofUserIn(UserId.make(involving.person), ids)
            const isOrganiser = ({ organiser }: Challenge) =>
              organiser === involving.person && involving.as.includes("Organises")
            return asked
              .filter((challenge, at) => entered[at] !== undefined || isOrganiser(challenge))
              .slice(0, query.limit)
          })
        )
    })
  })
)
