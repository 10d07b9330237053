import {
  admit,
  Entries,
  type Entry,
  type EntryOutcome,
  ParticipantNotFound,
  type Room,
  type Taken
} from "@laurel/core/challenge"
import type { ChallengeId, ParticipantId, UserId } from "@laurel/core/shared"
import { Effect, Layer, Option } from "effect"
import { Db } from "./Db.ts"
import { readEntries } from "./EntryRow.ts"
import {
  activeEntries,
  alike,
  amendment,
  counting,
  entryRow,
  entryRows,
  insertion,
  ofParticipants,
  ofTeams,
  ofUserIn,
  ofUsers,
  places,
  teamSizes
} from "./entryStatements.ts"
import { DbFailed } from "./errors.ts"
import { inOrderOf } from "./inOrderOf.ts"
import { lockChallenge } from "./lockChallenge.ts"
import type { Planning, Statement } from "./OpenTransaction.ts"
import { eachStake } from "./stakes.ts"
import { challengesUnavailable } from "./unavailable.ts"

/** Entries in the database. Who enters is decided while the challenge is locked, from what its batch could meet. */
export const layerEntries: Layer.Layer<Entries, never, Db> = Layer.effect(
  Entries,
  Effect.gen(function* () {
    const db = yield* Db
    const { run, ask, write, atomic, snapshot } = db
    const entriesOf = (statement: Statement<unknown>, planned?: Planning) =>
      Effect.flatMap(ask(statement, planned), readEntries)

    const enter = Effect.fnUntraced(function* (challengeId: ChallengeId, entries: ReadonlyArray<Entry>, room: Room) {
      const locked = yield* lockChallenge(db, challengeId)
      const { entered: field } = locked
      const known = yield* entriesOf((db) => alike(db, challengeId, entries))
      const limited = room.teamMaximum === undefined ? [] : entries.flatMap(({ team }) => team ?? [])
      const teams = limited.length === 0 ? [] : yield* ask((db) => teamSizes(db, challengeId, limited))
      const { outcomes, admitted } = admitAll(entries, room, {
        field,
        known,
        teams: new Map(teams.map(({ team, members }) => [team, members]))
      })
      if (admitted.length === 0) return outcomes
      yield* write((db) => insertion(db, challengeId, admitted), "once")
      const entered = field + admitted.length
      yield* write((db) => counting(db, challengeId, entered), "once")
      ;(yield* db.locked).set(challengeId, { ...locked, entered })
      return outcomes
    })

    const amend = Effect.fnUntraced(function* (challengeId: ChallengeId, entries: ReadonlyArray<Entry>) {
      const last = new Map(entries.map((entry) => [entry.participantId, entry]))
      const found = yield* ask((db) => ofParticipants(db, challengeId, [...last.keys()]))
      const known = new Set<string>(found.map(({ participant_id }) => participant_id))
      const stranger = entries.find(({ participantId }) => !known.has(participantId))
      if (stranger !== undefined) {
        return yield* new ParticipantNotFound({ challengeId, participantId: stranger.participantId })
      }
      // Nobody who has entered is ever taken out: what was found is still there.
      if (entries.length > 0) yield* write((db) => amendment(db, challengeId, [...last.values()]))
    })

    return Entries.of({
      enter: (challengeId, entries, room) =>
        entries.length === 0
          ? Effect.succeed([])
          : atomic(enter(challengeId, entries, room)).pipe(Effect.catchTag("DbFailed", challengesUnavailable("enter"))),
      ofUsers: (challengeId, userIds) =>
        userIds.length === 0
          ? Effect.succeed([])
          : entriesOf((db) => ofUsers(db, challengeId, userIds)).pipe(
              Effect.map((entries) => inOrderOf(userIds, entries, ({ userId }) => userId)),
              Effect.catchTag("DbFailed", challengesUnavailable("ofUsers"))
            ),
      ofParticipants: (challengeId, participantIds) =>
        participantIds.length === 0
          ? Effect.succeed([])
          : entriesOf((db) => ofParticipants(db, challengeId, participantIds)).pipe(
              Effect.map((entries) => inOrderOf(participantIds, entries, ({ participantId }) => participantId)),
              Effect.catchTag("DbFailed", challengesUnavailable("ofParticipants"))
            ),
      ofUserIn: (userId, challengeIds) =>
        challengeIds.length === 0
          ? Effect.succeed([])
          : Effect.gen(function* () {
              const rows = yield* ask((db) => ofUserIn(db, userId, challengeIds))
              const entries = yield* readEntries(rows)
              const byChallenge = new Map(rows.map(({ challenge_id }, at) => [challenge_id, entries[at]]))
              return challengeIds.map((challengeId) => byChallenge.get(challengeId))
            }).pipe(Effect.catchTag("DbFailed", challengesUnavailable("ofUserIn"))),
      ofTeams: (challengeId, teams) =>
        teams.length === 0
          ? Effect.succeed([])
          : entriesOf((db) => ofTeams(db, challengeId, teams)).pipe(
              Effect.catchTag("DbFailed", challengesUnavailable("ofTeams"))
            ),
      all: (challengeId) =>
        entriesOf((db) => entryRows(db, challengeId).orderBy("participant_id")).pipe(
          Effect.catchTag("DbFailed", challengesUnavailable("all"))
        ),
      page: (challengeId, limit, after) =>
        entriesOf((db) =>
          entryRows(db, challengeId)
            .$if(after !== undefined, (query) => query.where("participant_id", ">", after ?? null))
            .orderBy("participant_id")
            .limit(limit)
        ).pipe(Effect.catchTag("DbFailed", challengesUnavailable("page"))),
      // Outside of a transaction its pages are of one state too.
      stakes: (challengeId, take) =>
        snapshot(run((db) => eachStake(db, challengeId, take))).pipe(
          Effect.catchTag("TransactionUnavailable", ({ cause }) => Effect.fail(new DbFailed({ cause }))),
          Effect.catchTag("DbFailed", challengesUnavailable("stakes"))
        ),
      places: (challengeId, team) =>
        run((db) => places(db, challengeId, team).executeTakeFirstOrThrow()).pipe(
          Effect.catchTag("DbFailed", challengesUnavailable("places"))
        ),
      countActive: (challengeId) =>
        run((db) => activeEntries(db, challengeId).executeTakeFirstOrThrow()).pipe(
          Effect.map(({ active }) => active),
          Effect.catchTag("DbFailed", challengesUnavailable("countActive"))
        ),
      find: (challengeId, participantId) =>
        entriesOf((db) => entryRow(db, challengeId, participantId), "once").pipe(
          Effect.map(([entry]) => Option.fromUndefinedOr(entry)),
          Effect.catchTag("DbFailed", challengesUnavailable("find"))
        ),
      amend: (challengeId, entries) =>
        amend(challengeId, entries).pipe(Effect.catchTag("DbFailed", challengesUnavailable("amend")))
    })
  })
)

interface Places {
  readonly field: number
  readonly known: ReadonlyArray<Entry>
  readonly teams: ReadonlyMap<string, number>
}

/** Decides about each entry of a batch in turn, those before it included. */
const admitAll = (batch: ReadonlyArray<Entry>, room: Room, { field, known, teams }: Places) => {
  const byParticipant = new Map<ParticipantId, Entry>()
  const byUser = new Map<UserId, Entry>()
  const teamSizes = new Map(teams)
  const admitted: Array<Entry> = []
  const put = (entry: Entry): void => {
    byParticipant.set(entry.participantId, entry)
    byUser.set(entry.userId, entry)
  }
  for (const entry of known) put(entry)
  const outcomes = batch.map((entry): EntryOutcome => {
    const existing = byParticipant.get(entry.participantId) ?? byUser.get(entry.userId)
    const team = entry.team === undefined ? 0 : (teamSizes.get(entry.team) ?? 0)
    const taken: Taken = { field: field + admitted.length, team }
    const outcome = admit(entry, existing, taken, room)
    if (outcome._tag !== "Entered") return outcome
    put(entry)
    admitted.push(entry)
    if (entry.team !== undefined) teamSizes.set(entry.team, team + 1)
    return outcome
  })
  return { outcomes, admitted }
}
