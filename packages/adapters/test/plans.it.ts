import { assert, describe, it } from "@effect/vitest"
import { explainAll } from "@laurel/adapters/postgres"
import { ActivityLog, accepted } from "@laurel/core/activity"
import { type LiveBoard, StoredBoards } from "@laurel/core/board"
import {
  type Challenge,
  ChallengeDefinition,
  ChallengeStore,
  Entries,
  type Entry,
  Snapshots
} from "@laurel/core/challenge"
import { type Invite, Invites, inviteIdOf } from "@laurel/core/community"
import { type PayoutLine, SettlementId, SettlementStore } from "@laurel/core/settlement"
import { ChallengeId, Currency, Name, ParticipantId, PrincipalId, UserId } from "@laurel/core/shared"
import { Effect, Schema, Stream } from "effect"
import { type Kysely, sql } from "kysely"
import type { Tables } from "../src/postgres/tables.ts"
import { postgresConnection, postgresWorld } from "./database.ts"

const connection = postgresConnection()
const world = postgresWorld(connection)

const challengeId = ChallengeId.make("someone")
const draft: Challenge = {
  _tag: "Draft",
  id: challengeId,
  version: 0,
  organiser: PrincipalId.make("olga"),
  definition: Schema.decodeUnknownSync(ChallengeDefinition)({
    id: challengeId,
    name: "Plans",
    zone: "UTC",
    window: { start: "2026-03-01", end: "2026-04-01" },
    metrics: [{ name: "steps" }],
    score: { _tag: "Total", metric: "steps" }
  }),
  draftedAt: 0
}

const entries = (count: number): ReadonlyArray<Entry> =>
  Array.from({ length: count }, (_, number) => ({
    participantId: ParticipantId.make(`user ${number}`),
    userId: UserId.make(`user ${number}`),
    enteredAt: 0,
    categories: [],
    status: "Active"
  }))

const arrivals = (count: number) =>
  Array.from({ length: count }, (_, number) => ({
    activity: {
      userId: UserId.make(`user ${number % 500}`),
      metric: Name.make("steps"),
      quantity: 1,
      at: number,
      source: "watch",
      sourceKey: `key ${number}`,
      revision: 0,
      void: false
    },
    receivedAt: 0
  }))

/** What scores are adjusted by: for each participant some, in no order. */
const fillAdjustments = async (db: Kysely<Tables>, count: number): Promise<void> => {
  const made = { challenge_id: challengeId, reason: "late", made_by: "olga" }
  const rows = Array.from({ length: count }, (_, number) => ({
    ...made,
    id: `late-${number}`,
    participant_id: `user ${number % 500}`,
    amount: 1 + number,
    made_at: new Date((number * 7_919) % count)
  }))
  for (let from = 0; from < count; from += 5_000)
    await db
      .insertInto("adjustment")
      .values(rows.slice(from, from + 5_000))
      .execute()
}

const board: LiveBoard = {
  challengeId,
  scope: { _tag: "Overall" },
  rule: { direction: "highest", tieBreaks: [], ranks: "fractional" }
}

function* linesOf(count: number): Generator<PayoutLine, void, undefined> {
  const heading = { challengeId, settlementId: SettlementId.make("1"), version: 1, currency: Currency.make("EUR") }
  for (let number = 0; number < count; number++) {
    const recipient = `user ${number}`
    yield {
      _tag: "Payable",
      ...heading,
      key: `prize:${recipient}`,
      claim: "prize",
      recipient,
      minorUnits: 1n,
      past: []
    }
  }
}

/** What is in the order of an index is not put in order: only the few rows that were looked up are. */
const sortedScan =
  /Sort Key: board_row[^\n]*\n\s*->\s+(Bitmap Heap|Index|Index Only|Seq) Scan (using \S+ )?on board_row/

/** Scores that are better than that of the place which is asked about, but for a few, and a few that are worse. */
const boardRows = (count: number) =>
  Array.from({ length: count }, (_, number) => ({
    participantId: ParticipantId.make(`user ${number}`),
    revision: number,
    position: { status: "Scored" as const, score: 20 - number, tieBreak: [] }
  }))

const dailyRows = Array.from({ length: 5_000 }, (_, number) => ({
  participantId: ParticipantId.make(`user ${number}`),
  rank: number + 1,
  score: -number
}))

/** Circles with many members each, and users who are in many. */
const fillCircles = async (db: Kysely<Tables>): Promise<void> => {
  const at = new Date(0)
  const ids = Array.from({ length: 400 }, (_, number) => `circle_${number.toString(16).padStart(24, "0")}`)
  const kept = { name: "Walkers", description: "", owner: "user 0", visibility: "public", revision: 1, created_at: at }
  await db
    .insertInto("circle")
    .values(ids.map((id) => ({ id, ...kept, member_limit: 50, member_count: 50 })))
    .execute()
  const members = ids.flatMap((circle_id, number) =>
    Array.from({ length: 50 }, (_, at) => ({
      circle_id,
      user_id: `user ${(number + at) % 500}`,
      joined_at: new Date(at)
    }))
  )
  await db.insertInto("circle_member").values(members).execute()
}

const invites = (count: number) =>
  Array.from({ length: count }, (_, number): Invite => {
    const [subject, userId] = [
      { _tag: "Challenge" as const, challengeId: ChallengeId.make(`of ${number % 500}`) },
      UserId.make(`user ${number}`)
    ]
    const [invitedBy, id] = [PrincipalId.make("olga"), inviteIdOf(subject, userId)]
    return { id, subject, userId, invitedBy, state: "Pending", invitedAt: number, expiresAt: 500 + number }
  })

describe("Plans (Postgres)", () => {
  for (const [when, analyse] of [
    ["before the database has looked at it", false],
    ["after", true]
  ] as const)
    it.live(`nothing reads all activities, in a log of 20 000, ${when} (F32)`, () =>
      Effect.gen(function* () {
        const { db } = yield* Effect.promise(connection)
        yield* (yield* ChallengeStore).insert(draft)
        yield* (yield* Entries).enter(challengeId, entries(20_000), {})
        yield* (yield* ActivityLog).append(
          challengeId,
          arrivals(20_000),
          // Every fifth is of somebody whom nobody knows.
          Effect.succeed((_, index) => (index % 5 === 0 ? { _tag: "Refused", reason: "UnknownParticipant" } : accepted))
        )
        yield* (yield* SettlementStore).addLines(linesOf(20_000))
        yield* (yield* StoredBoards).rebuild(board, 0, Stream.make(boardRows(20_000)))
        const snapshots = yield* Snapshots
        for (let day = 0; day < 30; day++) yield* snapshots.saveDaily(challengeId, day, { at: day, overall: dailyRows })
        yield* Effect.promise(() => fillCircles(db))
        yield* Effect.promise(() => fillAdjustments(db, 20_000))
        yield* (yield* Invites).add(invites(20_000))
        if (analyse) yield* Effect.promise(() => sql`analyze`.execute(db))
        const explained = yield* explainAll({ db })
        assert.isAbove(explained.length, 25)
        for (const { name, plan } of explained) {
          assert.notMatch(plan, /Seq Scan on activity/, `${name}:\n${plan}`)
          assert.notMatch(plan, /Seq Scan on payout_line/, `${name}:\n${plan}`)
          if (/payout lines/.test(name)) assert.match(plan, /Index Cond: .*settlement_id.*key/, `${name}:\n${plan}`)
          // A key is looked up as a whole: an index that is entered by the challenge alone reads all of it.
          if (/hold keys|reviewed|stand aside/.test(name))
            assert.match(plan, /Index Cond: .*source_key/, `${name}:\n${plan}`)
          // The challenges of a person are found by the person, however many others there are.
          if (/somebody is in/.test(name)) assert.match(plan, /Index Cond: \(?.*user_id/, `${name}:\n${plan}`)
          // What scores are adjusted by is added up by participant, and a page of it read in the order of an index, from where the last one ended.
          if (/adjustments/.test(name)) assert.notMatch(plan, /Seq Scan on adjustment/, `${name}:\n${plan}`)
          if (/adjustments (of a participant|add up)/.test(name))
            assert.match(plan, /Index Cond: .*participant_id/, `${name}:\n${plan}`)
          if (/page of (the )?adjustments/.test(name)) {
            // Before it has looked at them the database takes them for so few that it puts them in order.
            if (analyse) assert.notMatch(plan, /Sort/, `${name}:\n${plan}`)
            assert.match(plan, /Index Cond: .*ROW\(made_at, id/, `${name}:\n${plan}`)
          }
          if (/circle/.test(name)) assert.notMatch(plan, /Seq Scan on circle_member/, `${name}:\n${plan}`)
          if (/invitations/.test(name)) assert.notMatch(plan, /Seq Scan on invite/, `${name}:\n${plan}`)
          if (/board/.test(name)) {
            assert.notMatch(plan, /Seq Scan on board_row/, `${name}:\n${plan}`)
            assert.notMatch(plan, sortedScan, `${name}:\n${plan}`)
          }
          if (/of a day|of days/.test(name)) {
            assert.notMatch(plan, /Seq Scan on daily_(places|participants)/, `${name}:\n${plan}`)
            assert.match(plan, /Index Cond: .*day = .*list = .*(after < \d|first <=)/, `${name}:\n${plan}`)
          }
          if (/page of a board|around/.test(name))
            assert.match(plan, /Index Cond: .*ROW\(turned, tie_break/, `${name}:\n${plan}`)
          // A page is read in the order of its index, and no more than it is; of what one user did no more than that is put in order.
          if (/a page of activities/.test(name)) assert.notMatch(plan, /Sort/, `${name}:\n${plan}`)
          if (/a page of what/.test(name)) assert.match(plan, /Index Cond: .*user_id/, `${name}:\n${plan}`)
          if (/quarantine/.test(name)) assert.match(plan, /_arrived_idx|quarantined/, `${name}:\n${plan}`)
          if (/that count/.test(name)) assert.match(plan, /Index Cond: .*user_id/, `${name}:\n${plan}`)
        }
      }).pipe(Effect.provide(world))
    )
})
