import type { Activity } from "@laurel/core/activity"
import type { LiveBoard } from "@laurel/core/board"
import { AdjustmentId, involvements, SearchText } from "@laurel/core/challenge"
import { inviteIdOf } from "@laurel/core/community"
import { type ChallengeId, CircleId, ChallengeId as Id, ParticipantId, PrincipalId, UserId } from "@laurel/core/shared"
import { Effect, Schema } from "effect"
import { type Compilable, CompiledQuery, type Kysely } from "kysely"
import { adjustmentPage, sumRows } from "./Adjustments.ts"
import {
  changedRows,
  countedRows,
  heldRows,
  lastChangeOf,
  loggedRows,
  ofKeys,
  quarantined,
  setGone,
  setState
} from "./activityStatements.ts"
import { pageRows, placeOf, rowAt, rowsAround, rowsOf, rowsSince } from "./boards/readStatements.ts"
import { submission } from "./boards/writeStatements.ts"
import { challengePage, challengeRow } from "./ChallengeStore.ts"
import type { Connection } from "./Connection.ts"
import { among, circlePage, memberPage } from "./circleStatements.ts"
import { dailyPageRows, dailyParticipantRows } from "./dailyStatements.ts"
import {
  activeEntries,
  alike,
  entryRows,
  ofParticipants,
  ofTeams,
  ofUserIn,
  ofUsers,
  places,
  stakePage,
  teamSizes
} from "./entryStatements.ts"
import { DbFailed } from "./errors.ts"
import { ending, forgetting, inviteRows, openPage, subjectPage } from "./inviteStatements.ts"
import { eachOnce } from "./lookUp.ts"
import { taking, waitingChallenges } from "./Outbox.ts"
import { linesByKey } from "./readLines.ts"
import { scoreRows } from "./Scores.ts"
import type { Tables } from "./tables.ts"
import {
  activeHours,
  activeRemoval,
  busyHours,
  enteredRows,
  hoursRemoval,
  tallying,
  totalsRow,
  userTallies
} from "./tallyStatements.ts"

/** A statement that the ports run, and how the database would carry it out. */
export interface Explained {
  readonly name: string
  readonly sql: string
  readonly plan: string
}

const someone = UserId.make("someone")
const participant = ParticipantId.make("someone")
const entry = {
  participantId: participant,
  userId: someone,
  enteredAt: 0,
  team: participant,
  categories: [],
  status: "Active"
} as const
const key: Pick<Activity, "source" | "sourceKey"> = { source: "watch", sourceKey: "walk" }

/** The look-ups of the ports, for a challenge. */
const statements: Readonly<Record<string, (db: Kysely<Tables>, challengeId: ChallengeId) => Compilable>> = {
  "a challenge": challengeRow,
  "challenges, page by page": (db, after) => challengePage(db, { after, limit: 100 }),
  "challenges of an organiser": (db) => challengePage(db, { organiser: PrincipalId.make("someone"), limit: 100 }),
  "challenges that somebody is in": (db) => challengePage(db, { involving: ofSomeone, limit: 100 }),
  "challenges in a state": (db) => challengePage(db, { states: ["Running"], limit: 100 }),
  "challenges that are featured": (db) => challengePage(db, { featured: true, limit: 100 }),
  "challenges of some ids": (db, id) => challengePage(db, { ids: [id], limit: 100 }),
  "challenges with words in their text": (db) => challengePage(db, { search: words, limit: 100 }),
  "members of a circle": (db) => memberPage(db, circleId, 100, { userId: someone, joinedAt: 0 }),
  "circles of somebody": (db) => circlePage(db, someone, 100, { circleId, joinedAt: 0 }),
  "whether somebody is in circles": (db) => among(db, someone, [circleId]),
  "invitations by their names": (db) => inviteRows(db, { ids: eachOnce([invite.id]) }),
  "invitations that somebody can answer": (db) => openPage(db, someone, 0, 100, invite),
  "invitations to something": (db, id) => subjectPage(db, { _tag: "Challenge", challengeId: id }, 100, invite),
  "invitations that end": (db, id) => ending(db, { _tag: "Challenge", challengeId: id }),
  "invitations that are forgotten": (db) => forgetting(db, 1_000, 100),
  "entries of users": (db, id) => ofUsers(db, id, [someone]),
  "entries of a user": (db, id) => ofUserIn(db, someone, [id]),
  "entries of participants": (db, id) => ofParticipants(db, id, [participant]),
  "entries of teams": (db, id) => ofTeams(db, id, [participant]),
  "entries like those of a batch": (db, id) => alike(db, id, [entry]),
  "entries of a challenge": (db, id) => entryRows(db, id).orderBy("participant_id"),
  "places of teams": (db, id) => teamSizes(db, id, [participant]),
  "places taken": (db, id) => places(db, id, participant),
  "entries that are active": activeEntries,
  "scores of users": (db, id) => scoreRows(db, id, [someone]),
  "what adjustments add up to": (db, id) => sumRows(db, id, [participant]),
  "a page of adjustments": (db, id) => adjustmentPage(db, id, { limit: 100, after: adjustment }),
  "a page of the adjustments of a participant": (db, id) =>
    adjustmentPage(db, id, { limit: 100, participantId: participant, after: adjustment }),
  "activities that hold keys": (db, challengeId) => ofKeys(db, { month, challengeId }, [key], "holders"),
  "activities that stand aside": (db, challengeId) => ofKeys(db, { month, challengeId }, [key], "aside"),
  "activities that count": (db, id) => countedRows(db, id, [someone]),
  "activities that are held": (db, id) => heldRows(db, id, undefined),
  "activities of a user that are held": (db, id) => heldRows(db, id, someone),
  "a page of what a user did": (db, id) => loggedRows(db, id, { userId: someone }, nextPage),
  "a page of activities that are held": (db, id) => loggedRows(db, id, { state: "Held" }, nextPage),
  "a page of activities in quarantine": (db, id) => loggedRows(db, id, { state: "Quarantined" }, nextPage),
  "what changed of what a user did": (db, id) => changedRows(db, id, someone, 1_000, 100),
  "the last change of what a user did": (db, id) => lastChangeOf(db, id, someone),
  "activities that are replaced": (db, challengeId) => setGone(db, { month, challengeId }, ["(0,1)"]),
  "an activity that is reviewed": (db, challengeId) => setState(db, { month, challengeId }, key, "Rejected"),
  "the top of a board": (db, id) => pageRows(db, boardOf(id), 100, undefined),
  "a page of a board": (db, id) => pageRows(db, boardOf(id), 100, { version: 0, after: place }),
  "the place of a participant on a board": (db, id) => placeOf(db, boardOf(id), participant),
  "the rank of a participant on a board": (db, id) => rowAt(db, boardOf(id), place),
  "rows around a participant of a board": (db, id) => rowsAround(db, boardOf(id), place, 5),
  "rows of some participants of a board": (db, id) => rowsOf(db, boardOf(id), [participant]),
  "rows of a board that changed": (db, id) => rowsSince(db, boardOf(id), 0, participant),
  "rows of a board that are replaced": (db, id) =>
    submission(db, boardOf(id), 1n, 0, [{ participantId: participant, revision: 0 }]),
  "the top of the board of a day": (db, id) => dailyPageRows(db, id, 0, "overall", { limit: 100 }),
  "some rows of the board of a day": (db, id) => dailyPageRows(db, id, 0, "overall", { limit: 100, after: 200 }),
  "rows of participants on the boards of days": (db, id) =>
    dailyParticipantRows(db, id, "overall", [participant], { last: 31 }),
  "payout lines by key": (db, id) => linesByKey(db, id, ["refund:someone:refund"]),
  "what a settlement rests on": (db, id) => stakePage(db, id, participant),
  "activities in quarantine": quarantined,
  "tallies that are replaced": (db, id) => tallying(db, id, [someTally]),
  "what tallies add up to": totalsRow,
  "tallies of a user": (db) => userTallies(db, someone),
  "challenges of users": (db) => enteredRows(db, [someone]),
  "users who were active, by hour": (db) => activeHours(db, 0),
  "who was active is forgotten": (db) => activeRemoval(db, 0, 5_000),
  "hours in which something happened": (db) => busyHours(db, 0),
  "hours that are forgotten": (db) => hoursRemoval(db, 0, 500),
  "changes that are taken": (db, id) => taking(db, id, 0, 100),
  "challenges of which changes wait": (db) => waitingChallenges(db, 0, 100, undefined)
}

const adjustment = { at: 0, id: AdjustmentId.make("late") }
const circleId = CircleId.make(`circle_${"0".repeat(24)}`)
const invite = { invitedAt: 0, id: inviteIdOf({ _tag: "Circle", circleId }, someone) }
const ofSomeone = { person: PrincipalId.make("someone"), as: involvements }
const words = SearchText.make("some words")
const someTally = { participantId: participant, userId: someone, status: "Active", activeDays: 0 } as const
const nextPage = { limit: 100, before: 1_000 } as const
const month = "2026-01-01"
const place = { participantId: participant, status: "Scored", score: 0, tieBreak: [] } as const

const boardOf = (challengeId: ChallengeId): LiveBoard => ({
  challengeId,
  scope: { _tag: "Overall" },
  rule: { direction: "highest", tieBreaks: [], ranks: "fractional" }
})

const readPlan = Schema.decodeUnknownSync(Schema.Array(Schema.Struct({ "QUERY PLAN": Schema.String })))

/** How the database would look things up for the ports, statement by statement; for `laurel db explain`. */
export const explainAll = ({
  db
}: Pick<Connection["Service"], "db">): Effect.Effect<ReadonlyArray<Explained>, DbFailed> =>
  Effect.forEach(Object.entries(statements), ([name, make]) =>
    Effect.tryPromise({
      try: async () => {
        const { sql, parameters } = make(db, Id.make("someone")).compile()
        const { rows } = await db.executeQuery(CompiledQuery.raw(`explain ${sql}`, [...parameters]))
        return {
          name,
          sql,
          plan: readPlan(rows)
            .map((row) => row["QUERY PLAN"])
            .join("\n")
        }
      },
      catch: (cause) => new DbFailed({ cause })
    })
  )
