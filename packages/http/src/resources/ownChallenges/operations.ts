import { Schema } from "effect"
import { define } from "../../operation/define.ts"
import { expand } from "../../wire/expand.ts"
import { cursor, limit, pageOf } from "../../wire/page.ts"
import { states } from "../challenges/ChallengeJson.ts"
import { OwnChallengeJson, ownPaths } from "./OwnChallengeJson.ts"

/** What somebody may be in a challenge of theirs. */
const ownRoles = ["participant", "organiser"] as const

/** Lists one's own challenges. */
export const listOwnChallenges = define({
  id: "listOwnChallenges",
  method: "GET",
  path: "/v1/me/challenges",
  resource: "Challenges",
  summary: "List the challenges that one takes part in, or organises",
  description:
    "By id, one's drafts too; with `role`, those alone in which whoever asks is that, and with `state` those that are coming (`published`), running (`running`, `closing`) or past (`final`, `settled`, `cancelled`). Whoever withdrew still takes part, and a challenge is here as soon as somebody has entered it. Archived drafts are left out. `entry` is one's own entry, whatever became of it; `standing` what one comes to, as far as it is carried to the statistics.",
  rule: { who: "Known", scope: "read" },
  policy: "read",
  query: Schema.Struct({
    role: Schema.optionalKey(Schema.Literals(ownRoles)),
    state: Schema.optionalKey(Schema.Array(Schema.Literals(states))),
    expand: expand(...ownPaths),
    limit,
    cursor
  }),
  success: pageOf(OwnChallengeJson),
  refusals: ["InvalidCursor"]
})
