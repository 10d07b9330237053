import { type KnownChallenge, type Principal, permitLooking, permitRecording } from "@laurel/core/access"
import * as Challenges from "@laurel/core/challenge"
import { Transaction } from "@laurel/core/runtime"
import { ParticipantId, UserId } from "@laurel/core/shared"
import { Clock, Effect, Option, Schema } from "effect"
import { challengeRoute } from "../../operation/carry.ts"
import type { Route } from "../../operation/Route.ts"
import { ChargeRefused, EntryRefused, FeeOwedBack } from "../../problem/errors.ts"
import { pageJson, placeAfter } from "../../wire/page.ts"
import { words } from "../../wire/words.ts"
import { actorOf } from "../actorOf.ts"
import type { PlaceJson } from "../boards/BoardJson.ts"
import { opened } from "../boards/opened.ts"
import { besides, summariesOf } from "../challenges/summariesOf.ts"
import { amendedJson, changesOf } from "./AmendmentJson.ts"
import { joinedJson, participantJson } from "./EntryJson.ts"
import { explanationJson } from "./explanationJson.ts"
import * as operations from "./operations.ts"
import { whyRefused } from "./whyRefused.ts"

const participantOf = Schema.decodeUnknownOption(ParticipantId)

/** Participants: who enters, who is there, who leaves, and where their scores come from. */
export const entryRoutes: ReadonlyArray<Route> = [
  challengeRoute(operations.joinChallenge, ({ principal, body }, challenge) =>
    Effect.gen(function* () {
      const userId = body.userId ?? UserId.make(actorOf(principal))
      // Whoever may send in what others did may enter them too.
      yield* Effect.fromResult(permitRecording(principal, challenge, [userId]))
      const { participantId = ParticipantId.make(userId), fee, userId: _, ...rest } = body
      const entry: Challenges.Entry = {
        ...rest,
        userId,
        participantId,
        enteredAt: yield* Clock.currentTimeMillis,
        categories: [],
        status: "Active",
        ...(fee === undefined ? {} : { fee: { payer: participantId, minorUnits: fee.minorUnits } })
      }
      const outcome = yield* joined(challenge.id, entry)
      const written = joinedJson(outcome, participantId)
      if (written !== undefined) return { body: written, status: statusOf(written.outcome) }
      if (outcome._tag === "EntryRefused") {
        return yield* new EntryRefused({
          reason: words(outcome.reason),
          why: whyRefused(outcome.reason, challenge, entry.enteredAt, outcome.field),
          ...(outcome.field === undefined ? {} : { field: outcome.field })
        })
      }
      return yield* outcome._tag === "FeeOwedBack" ? new FeeOwedBack() : new ChargeRefused()
    })
  ),
  challengeRoute(operations.listParticipants, ({ principal, query }, challenge) =>
    Effect.gen(function* () {
      const { limit, cursor, expand = [] } = query
      const { id } = challenge
      const after = yield* placeAfter(cursor, (text) => Option.getOrUndefined(participantOf(text)))
      const found = yield* (yield* Challenges.Entries).page(id, limit + 1, after)
      const ids = expand.includes("place") ? found.slice(0, limit).map(({ participantId }) => participantId) : []
      const places = yield* placesOf(challenge, ids, principal)
      const write = (entry: Challenges.Entry) => ({ ...participantJson(entry), ...places.get(entry.participantId) })
      return { body: pageJson(found, limit, write, ({ participantId }) => participantId) }
    })
  ),
  challengeRoute(operations.getParticipant, ({ principal, params: { participant_id: id }, query }, challenge) =>
    Effect.gen(function* () {
      const { reader, placeOf } = yield* opened(challenge, query, principal)
      const [entry] = yield* (yield* Challenges.Entries).ofParticipants(challenge.id, [id])
      if (entry === undefined) {
        return yield* new Challenges.ParticipantNotFound({ challengeId: challenge.id, participantId: id })
      }
      const [row] = (yield* reader.ranks([id])).rows
      const summaries = yield* summariesOf(query.expand?.includes("challenge") ? [challenge.id] : [], principal)
      return {
        body: {
          ...participantJson(entry),
          ...(row === undefined ? {} : { place: placeOf(row) }),
          ...besides(summaries, challenge.id)
        }
      }
    })
  ),
  challengeRoute(operations.batchGetParticipants, ({ principal, body: { participantIds, ...which } }, challenge) =>
    Effect.gen(function* () {
      const { reader, heading, placeOf } = yield* opened(challenge, which, principal)
      const entries = yield* (yield* Challenges.Entries).ofParticipants(challenge.id, participantIds)
      const ranks = yield* reader.ranks(participantIds)
      const data = participantIds.map((id, at) => {
        const [entry, row] = [entries[at], ranks.rows[at]]
        if (entry === undefined) return { participant_id: id, outcome: "missing" as const }
        const place = row === undefined ? {} : { place: placeOf(row) }
        return { participant_id: id, outcome: "found" as const, participant: participantJson(entry), ...place }
      })
      return { body: { ...heading(ranks), data } }
    })
  ),
  challengeRoute(operations.leaveChallenge, ({ principal, params }, { id }) =>
    Effect.map(Challenges.withdraw(id, params.participant_id, actorOf(principal)), (entry) => ({
      body: participantJson(entry)
    }))
  ),
  challengeRoute(operations.amendParticipant, ({ principal, params, body }, { id }) =>
    Effect.flatMap(Transaction, ({ transact }) =>
      transact(
        Effect.gen(function* () {
          const found = yield* Challenges.entryToAmend(id, params.participant_id)
          const entry = Challenges.withChanges(found, changesOf(body))
          yield* Challenges.amend(id, entry, actorOf(principal))
          return { body: amendedJson(entry) }
        })
      )
    )
  ),
  challengeRoute(operations.explainScore, ({ principal, params }, challenge) =>
    Effect.gen(function* () {
      const found = yield* Challenges.explain(challenge.id, params.participant_id)
      yield* Effect.fromResult(permitLooking(principal, challenge, found.entry.userId))
      return { body: explanationJson(challenge, found) }
    })
  )
]

/** Where participants stand on everybody's board, by their ids; nothing is read where nobody is asked about. */
const placesOf = Effect.fnUntraced(function* (
  challenge: KnownChallenge,
  ids: ReadonlyArray<ParticipantId>,
  principal: Principal
) {
  const places = new Map<ParticipantId, { readonly place: PlaceJson }>()
  if (ids.length === 0) return places
  const { reader, placeOf } = yield* opened(challenge, {}, principal)
  const { rows } = yield* reader.ranks(ids)
  for (const row of rows) if (row !== undefined) places.set(row.participantId, { place: placeOf(row) })
  return places
})

const statusOf = (outcome: "entered" | "exists" | "charge_pending") =>
  outcome === "entered" ? 201 : outcome === "exists" ? 200 : 202

/** Nobody says of themselves that they have paid: what is to be paid is charged. */
const joined = (challengeId: Challenges.Challenge["id"], entry: Challenges.Entry) =>
  entry.fee === undefined
    ? Effect.map(
        Challenges.join(challengeId, [entry]),
        ([outcome]): Challenges.JoinOutcome => outcome ?? { _tag: "AlreadyEntered" }
      )
    : Challenges.joinWithFee(challengeId, entry, "http")
