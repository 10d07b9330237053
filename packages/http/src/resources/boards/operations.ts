import { Effect, Schema } from "effect"
import { define } from "../../operation/define.ts"
import { cursor, largestPage, limit } from "../../wire/page.ts"
import { challengeParams, participantParams } from "../../wire/text.ts"
import { BoardPageJson, BoardRowsJson, boardQuery, participantIds } from "./BoardJson.ts"
import { CourseJson, DailyBoardJson, DayText } from "./DailyBoardJson.ts"

const usualNeighbours = 5

const reads = {
  method: "GET",
  resource: "Boards",
  rule: { who: "Seer", scope: "read" },
  policy: "read",
  refusals: ["NoSuchBoard", "NotPublished", "AccessDenied"]
} as const

/** A page of a board. */
export const getBoard = define({
  ...reads,
  id: "getBoard",
  path: "/v1/challenges/{challenge_id}/leaderboard",
  summary: "Read a page of a board",
  description:
    "Cursors say where in the board the next page begins; `has_moved` tells that the board is no longer the one of the page before. The public board may stand still.",
  params: challengeParams,
  query: Schema.Struct({ ...boardQuery, limit, cursor }),
  success: BoardPageJson,
  isVersioned: true,
  refusals: [...reads.refusals, "InvalidCursor"],
  sharedForSeconds: 30
})

/** The rows of some participants. */
export const getRanks = define({
  ...reads,
  id: "getRanks",
  path: "/v1/challenges/{challenge_id}/leaderboard/ranks",
  summary: "Read the ranks of some participants",
  description: "In the order asked, without those who are not ranked.",
  params: challengeParams,
  query: Schema.Struct({ ...boardQuery, participants: participantIds }),
  success: BoardRowsJson
})

/** Some participants ranked among themselves. */
export const getCircle = define({
  ...reads,
  id: "getCircle",
  path: "/v1/challenges/{challenge_id}/leaderboard/circle",
  summary: "Rank some participants among themselves",
  params: challengeParams,
  query: Schema.Struct({ ...boardQuery, participants: participantIds }),
  success: BoardRowsJson
})

/** A participant among its neighbours. */
export const getAround = define({
  ...reads,
  id: "getAround",
  path: "/v1/challenges/{challenge_id}/leaderboard/around/{participant_id}",
  summary: "Read a participant's rank among its neighbours",
  description: "No rows where the participant is not ranked.",
  params: participantParams,
  query: Schema.Struct({
    ...boardQuery,
    neighbours: Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: largestPage })).pipe(
      Schema.withDecodingDefaultKey(Effect.succeed(usualNeighbours))
    )
  }),
  success: BoardRowsJson
})

/** The days of which a board is kept. */
export const listBoardDays = define({
  ...reads,
  id: "listBoardDays",
  path: "/v1/challenges/{challenge_id}/leaderboard/days",
  summary: "List the days of which the board is kept",
  description:
    "In the zone of the challenge; each once it is over. While the public board stands still, those before that.",
  params: challengeParams,
  query: Schema.Struct({ view: boardQuery.view }),
  success: Schema.Struct({ data: Schema.Array(DayText) }),
  refusals: ["NotPublished", "AccessDenied"]
})

const dailyQuery = { teams: boardQuery.teams, view: boardQuery.view }

/** The board at the end of a day. */
export const getBoardOfDay = define({
  ...reads,
  id: "getBoardOfDay",
  path: "/v1/challenges/{challenge_id}/leaderboard/days/{day}",
  summary: "Read the board as it was at the end of a day",
  description: "With `participants` only their rows.",
  policy: "expensive-read",
  params: Schema.Struct({ ...challengeParams.fields, day: DayText }),
  query: Schema.Struct({ ...dailyQuery, limit, cursor, participants: Schema.optionalKey(participantIds) }),
  success: DailyBoardJson,
  refusals: ["NotPublished", "AccessDenied", "DayNotKept", "InvalidCursor"]
})

const usualDays = 31

/** Where a participant stood, day by day. */
export const getCourse = define({
  ...reads,
  id: "getCourse",
  path: "/v1/challenges/{challenge_id}/participants/{participant_id}/course",
  summary: "Read where a participant stood at the end of each of the last days",
  policy: "expensive-read",
  params: participantParams,
  query: Schema.Struct({
    ...dailyQuery,
    days: Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 366 })).pipe(
      Schema.withDecodingDefaultKey(Effect.succeed(usualDays))
    )
  }),
  success: CourseJson,
  refusals: ["NotPublished", "AccessDenied"]
})
