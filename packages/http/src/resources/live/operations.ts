import { Schema } from "effect"
import { define } from "../../operation/define.ts"
import { challengeParams } from "../../wire/text.ts"
import { boardQuery } from "../boards/BoardJson.ts"

/** The changes of a board as they happen. */
export const watchBoard = define({
  id: "watchBoard",
  method: "GET",
  path: "/v1/challenges/{challenge_id}/leaderboard/live",
  resource: "Boards",
  summary: "Follow a board as it moves (server-sent events)",
  description: `Ranks 1 to 10 (\`top\`) almost at once, 11 to 100 (\`next\`) gathered over five seconds. First a \`snapshot\` of each tier, or what is lacking to whoever
says in \`Last-Event-ID\` what they have; then \`difference\` events: who entered, left and moved, from which version to which. Folded over the snapshots they are the
board. \`frozen\` says that the public board stands still, with its rows; \`reconnect\` that the server is about to end. Comments come every 15 seconds. At most ten
streams a user; who does not read for 15 seconds is cut off and may resume.`,
  rule: { who: "Seer", scope: "read" },
  policy: "read",
  params: challengeParams,
  query: Schema.Struct({
    ...boardQuery,
    last_event_id: Schema.optionalKey(Schema.String.check(Schema.isMaxLength(100))),
    /** What `POST /v1/stream-tokens` gave, instead of `Authorization`. */
    stream_token: Schema.optionalKey(Schema.String.check(Schema.isMaxLength(100)))
  }),
  success: Schema.String,
  contentType: "text/event-stream",
  streamPurpose: "watch-board",
  refusals: ["AccessDenied", "NoSuchBoard", "NotPublished", "StreamTokenRefused", "TooManyStreams"]
})
