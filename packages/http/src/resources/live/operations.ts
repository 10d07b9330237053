import { longestTold } from "@laurel/core/challenge"
import { Schema } from "effect"
import { define } from "../../operation/define.ts"
import { challengeParams } from "../../wire/text.ts"
import { boardQuery } from "../boards/BoardJson.ts"

/** What `POST /v1/stream-tokens` gave, instead of `Authorization`. */
const streamToken = Schema.optionalKey(Schema.String.check(Schema.isMaxLength(100)))

const watches = {
  method: "GET",
  resource: "Boards",
  rule: { who: "Seer", scope: "read" },
  policy: "read",
  params: challengeParams,
  query: Schema.Struct({
    ...boardQuery,
    last_event_id: Schema.optionalKey(Schema.String.check(Schema.isMaxLength(100))),
    stream_token: streamToken
  }),
  success: Schema.String,
  streamPurpose: "watch-board"
} as const
const ofWatching = ["AccessDenied", "NoSuchBoard", "NotPublished", "StreamTokenRefused", "TooManyStreams"] as const

/** The changes of a board as they happen. */
export const watchBoard = define({
  ...watches,
  id: "watchBoard",
  path: "/v1/challenges/{challenge_id}/leaderboard/live",
  summary: "Follow a board as it moves (server-sent events)",
  description: `Ranks 1 to 10 (\`top\`) almost at once, 11 to 100 (\`next\`) gathered over five seconds. First a \`snapshot\` of each tier, or what is lacking to whoever
says in \`Last-Event-ID\` what they have; then \`difference\` events: who entered, left and moved, from which version to which. Folded over the snapshots they are the
board. \`frozen\` says that the public board stands still, with its rows; when it moves on it is told anew. \`reconnect\` says that the stream is over. A comment comes after
15 seconds without any. At most ten streams a user; who does not read is cut off within 15 seconds of when no more can be sent, and may resume.`,
  contentType: "text/event-stream",
  refusals: ofWatching
})

/** The same, over WebSocket. */
export const watchBoardSocket = define({
  ...watches,
  id: "watchBoardSocket",
  path: "/v1/challenges/{challenge_id}/leaderboard/socket",
  summary: "Follow a board as it moves (WebSocket)",
  description: `The same events as those of \`leaderboard/live\`, each a message of JSON: \`event\`, \`id\` and \`data\`; \`heartbeat\` instead of comments. Whoever comes back says
in \`last_event_id\` what they have. Nothing is read from clients. It is closed with 1001 when the server is about to end. Counted with the other streams of a user.`,
  status: 101,
  contentType: "application/json",
  refusals: [...ofWatching, "UpgradeRequired"]
})

const watchesOneself = {
  method: "GET",
  resource: "Activities",
  rule: { who: "Known", scope: "read" },
  policy: "read",
  query: Schema.Struct({
    last_event_id: Schema.optionalKey(Schema.String.check(Schema.isMaxLength(longestTold))),
    stream_token: streamToken
  }),
  success: Schema.String,
  streamPurpose: "watch-own-activities"
} as const
const ofOneself = ["StreamTokenRefused", "TooManyStreams"] as const

/** What becomes of one's own activities as it happens. */
export const watchOwnActivities = define({
  ...watchesOneself,
  id: "watchOwnActivities",
  path: "/v1/me/activity/live",
  summary: "Follow what becomes of one's own activities (server-sent events)",
  description: `In all challenges that one takes part in and that are not over, a hundred at most. \`following\` says which those are, first and whenever there are
others: one that is entered meanwhile is followed within 15 seconds. \`activity\` is an activity as lists of them have it, with \`challenge_id\`: one that was recorded,
replaced or voided, whether it counts or is held, or that the organiser released or rejected since; \`state\` says what it is now. Whoever says in \`Last-Event-ID\` what they
had goes on there, at any server, and is told nothing twice; else it begins with what comes next. \`reconnect\` says that the stream is over. A comment comes after 15 seconds
without any. Counted with the other streams of a user, of which there are ten at most; who does not read is cut off within 15 seconds of when no more can be sent, and
may resume.`,
  contentType: "text/event-stream",
  refusals: ofOneself
})

/** The same, over WebSocket. */
export const watchOwnActivitiesSocket = define({
  ...watchesOneself,
  id: "watchOwnActivitiesSocket",
  path: "/v1/me/activity/socket",
  summary: "Follow what becomes of one's own activities (WebSocket)",
  description: `The same events as those of \`activity/live\`, each a message of JSON: \`event\`, \`id\` and \`data\`; \`heartbeat\` instead of comments. Whoever comes back says
in \`last_event_id\` what they have. Nothing is read from clients. It is closed with 1001 when the server is about to end. Counted with the other streams of a user.`,
  status: 101,
  contentType: "application/json",
  refusals: [...ofOneself, "UpgradeRequired"]
})
