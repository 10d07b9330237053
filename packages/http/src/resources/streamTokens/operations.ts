import { ChallengeId } from "@laurel/core/shared"
import { Schema } from "effect"
import { define } from "../../operation/define.ts"
import { Instant } from "../../wire/text.ts"

/** Issues a stream token. */
export const createStreamToken = define({
  id: "createStreamToken",
  method: "POST",
  path: "/v1/stream-tokens",
  resource: "Boards",
  summary: "Issue a token that opens one stream, once, within a minute",
  description: `For browsers, which cannot send \`Authorization\` with a stream: pass it as \`stream_token\`. \`watch-board\` is for the boards of a challenge, \`watch-own-activities\` for one's
own activities, whatever the challenge. It stands for whoever asked for it, is for that purpose and challenge
alone, and what they may see is asked anew when it is used. Whoever connects again asks for another. Public boards need none.`,
  rule: { who: "Known", scope: "read" },
  policy: "auth",
  body: Schema.Union([
    Schema.Struct({ challengeId: ChallengeId, purpose: Schema.Literal("watch-board") }).pipe(
      Schema.encodeKeys({ challengeId: "challenge_id" })
    ),
    Schema.Struct({ purpose: Schema.Literal("watch-own-activities") })
  ]),
  status: 201,
  success: Schema.Struct({ stream_token: Schema.String, expires_at: Instant }).annotate({
    identifier: "StreamToken"
  }),
  refusals: ["ChallengeNotFound", "FreshProofNeeded"]
})
