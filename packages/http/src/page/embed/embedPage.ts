import { ChallengeNotFound } from "@laurel/core/challenge"
import { ChallengeId } from "@laurel/core/shared"
import { Effect } from "effect"
import { getBoard } from "../../resources/boards/operations.ts"
import { getChallenge } from "../../resources/challenges/operations.ts"
import { boardTable } from "../boards/boardTable.ts"
import { pathOf } from "../site/formats.ts"
import { asking } from "../visit/asking.ts"
import { html } from "../visit/Html.ts"
import type { Page } from "../visit/Visit.ts"

const challengeOf = asking(getChallenge)
const boardOf = asking(getBoard)

/** The board of a public challenge, to stand in a frame on another site. */
export const embedPage: Page = {
  path: "/embed/:challenge_id",
  operation: getBoard,
  show: (visit) =>
    Effect.gen(function* () {
      const rows = visit.query("rows") ?? "10"
      const params = { challenge_id: visit.param("challenge_id") }
      const challenge = yield* challengeOf(visit, { params })
      // What stands in a frame is what everybody sees, whoever is signed in.
      if (challenge.visibility !== "public" || challenge.state === "draft")
        return yield* new ChallengeNotFound({ challengeId: ChallengeId.make(challenge.id) })
      const board = yield* boardOf(visit, { params, query: { limit: rows } })
      return {
        title: challenge.name,
        isShared: true,
        isEmbedded: true,
        main: html`<h1 class="hidden-visually">${challenge.name}</h1>
<p class="banner" id="lost" role="alert" hidden></p><p class="hidden-visually" id="told" role="status" aria-live="polite"></p>
${boardTable({
  challengeId: challenge.id,
  caption: html`<a href="${pathOf(challenge.id)}" target="_blank" rel="noopener">${challenge.name}</a>`,
  unit: board.unit,
  rows: board.data,
  places: Number(rows),
  own: undefined,
  before: undefined,
  named: "Participant",
  hasPages: false,
  live: `/v1${pathOf(challenge.id)}/leaderboard/live`
})}
<p class="live" id="live"></p>
<noscript><p><a href="">Refresh</a></p></noscript>`
      }
    })
}
