import { Effect, Schema } from "effect"
import { define } from "../../operation/define.ts"
import { cursor, largestPage, limit } from "../../wire/page.ts"
import { challengeParams, participantParams } from "../../wire/text.ts"
import { BoardPageJson, BoardRowsJson, boardQuery, participantIds } from "./BoardJson.ts"

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
