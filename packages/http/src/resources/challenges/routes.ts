import { isUnpublished } from "@laurel/core/access"
import * as Challenges from "@laurel/core/challenge"
import { Effect } from "effect"
import { challengeRoute, route } from "../../operation/carry.ts"
import type { Reply, Route } from "../../operation/Route.ts"
import { InvalidRequest } from "../../problem/errors.ts"
import { pageJson, placeAfter } from "../../wire/page.ts"
import { versionMeant } from "../../wire/versionMeant.ts"
import { actorOf } from "../actorOf.ts"
import { type ChallengeJson, challengeJson, readId, readState, summaryOf } from "./ChallengeJson.ts"
import * as operations from "./operations.ts"
import { readEach } from "./readEach.ts"

const shown = (challenge: Challenges.Challenge): Reply<ChallengeJson> => ({
  body: challengeJson(challenge),
  version: `${challenge.version}`
})

const open: ReadonlyArray<Challenges.ChallengeState> = [
  "Published",
  "Running",
  "Closing",
  "Final",
  "Settled",
  "Cancelled"
]

/** Challenges: from the draft to the open contest. */
export const challengeRoutes: ReadonlyArray<Route> = [
  route(operations.createChallenge, ({ principal, body }) =>
    Effect.map(Challenges.define(body, actorOf(principal)), shown)
  ),
  route(operations.listChallenges, ({ principal, query }) =>
    Effect.gen(function* () {
      const { limit, cursor, organiser, state, featured, q: search } = query
      const after = yield* placeAfter(cursor, readId)
      const isOwn = organiser !== undefined && organiser === actorOf(principal)
      const states = state?.map(readState) ?? (isOwn ? undefined : open)
      const found = yield* Challenges.ChallengeStore.use((store) =>
        store.list({
          ...(organiser === undefined ? {} : { organiser }),
          ...(states === undefined ? {} : { states: isOwn ? states : states.filter((one) => one !== "Draft") }),
          ...(featured === undefined ? {} : { featured }),
          ...(search === undefined ? {} : { search }),
          ...(isOwn ? {} : { visibility: "public" as const }),
          ...(after === undefined ? {} : { after }),
          limit: limit + 1
        })
      )
      const { data, ...more } = pageJson(
        found,
        limit,
        (challenge) => challenge,
        ({ id }) => id
      )
      const seen = data.filter((challenge) => isOwn || !isUnpublished(challenge))
      const body = { data: seen.map(summaryOf), ...more }
      return { body, isShared: !isOwn }
    })
  ),
  route(operations.batchGetChallenges, ({ principal, body: { challengeIds } }) =>
    Effect.map(readEach(challengeIds, principal), (data) => ({ body: { data } }))
  ),
  challengeRoute(operations.getChallenge, (_, { id, isUnpublished, definition }) =>
    Effect.map(Challenges.advance(id), (challenge) => ({
      ...shown(challenge),
      isShared: !isUnpublished && definition.visibility === "public"
    }))
  ),
  challengeRoute(operations.reviseChallenge, ({ principal, body, header }, { id }) =>
    body.id === id
      ? Effect.flatMap(versionMeant(header), (version) =>
          Effect.map(Challenges.revise(body, actorOf(principal), version), shown)
        )
      : Effect.fail(
          new InvalidRequest({ part: "body", flaws: [{ path: ["id"], message: "must be that of the path" }] })
        )
  ),
  challengeRoute(operations.publishChallenge, ({ principal, header }, { id }) =>
    Effect.flatMap(versionMeant(header), (version) =>
      Effect.map(Challenges.publish(id, actorOf(principal), version), shown)
    )
  ),
  challengeRoute(operations.duplicateChallenge, ({ principal, body }, { id }) =>
    Effect.map(Challenges.duplicate(id, body.id, actorOf(principal), body.start), shown)
  ),
  challengeRoute(operations.endSeries, ({ principal }, { id }) =>
    Effect.map(Challenges.endSeries(id, actorOf(principal)), shown)
  ),
  challengeRoute(operations.freezeBoard, ({ principal }, { id }) =>
    Effect.map(Challenges.freeze(id, actorOf(principal)), shown)
  ),
  challengeRoute(operations.unfreezeBoard, ({ principal }, { id }) =>
    Effect.map(Challenges.unfreeze(id, actorOf(principal)), shown)
  )
]
