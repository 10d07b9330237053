import { streamPurposes } from "@laurel/core/access"
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
  summary: "Issue a token that opens one stream of a challenge, once, within a minute",
  description: `For browsers, which cannot send \`Authorization\` with a stream: pass it as \`stream_token\`. It stands for whoever asked for it, is for that challenge and purpose
alone, and what they may see is asked anew when it is used. Whoever connects again asks for another. Public boards need none.`,
  rule: { who: "Known", scope: "read" },
  policy: "auth",
  body: Schema.Struct({
    challengeId: ChallengeId,
    purpose: Schema.Literals(streamPurposes)
  }).pipe(Schema.encodeKeys({ challengeId: "challenge_id" })),
  status: 201,
  success: Schema.Struct({ stream_token: Schema.String, expires_at: Instant }).annotate({
    identifier: "StreamToken"
  }),
  refusals: ["ChallengeNotFound", "FreshProofNeeded"]
})
