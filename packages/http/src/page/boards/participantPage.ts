import { ParticipantNotFound } from "@laurel/core/challenge"
import { ChallengeId, ParticipantId } from "@laurel/core/shared"
import { Effect } from "effect"
import type { SuccessOf } from "../../operation/Operation.ts"
import { getCourse, getRanks } from "../../resources/boards/operations.ts"
import { getChallenge } from "../../resources/challenges/operations.ts"
import { explainScore } from "../../resources/entries/operations.ts"
import { dayText, grouped, pathOf } from "../site/formats.ts"
import { asking, ifAllowed } from "../visit/asking.ts"
import { type Html, html, nothing } from "../visit/Html.ts"
import type { Page } from "../visit/Visit.ts"
import { explanation } from "./explanation.ts"
import { lineChart } from "./lineChart.ts"

const challengeOf = asking(getChallenge)
const ranksOf = asking(getRanks)
const courseOf = asking(getCourse)
const explained = asking(explainScore)

/** A participant: where they stand, how they came there, and for themself and the organiser where the score comes from. */
export const participantPage: Page = {
  path: "/challenges/:challenge_id/participants/:participant_id",
  operation: getCourse,
  show: (visit) =>
    Effect.gen(function* () {
      const params = { challenge_id: visit.param("challenge_id"), participant_id: visit.param("participant_id") }
      const who = params.participant_id
      const challenge = yield* challengeOf(visit, { params: { challenge_id: params.challenge_id } })
      const course = yield* courseOf(visit, { params })
      const ranks = yield* ranksOf(visit, {
        params: { challenge_id: params.challenge_id },
        query: { participants: [who] }
      })
      const place = ranks.data[0]
      const why = yield* ifAllowed(explained(visit, { params })).pipe(
        Effect.catchTag("ParticipantNotFound", () => Effect.succeed(undefined))
      )
      if (place === undefined && why === undefined && course.data.every(({ rank }) => rank === undefined)) {
        return yield* new ParticipantNotFound({
          challengeId: ChallengeId.make(challenge.id),
          participantId: ParticipantId.make(who)
        })
      }
      const unit = ranks.unit === "" ? "" : ` ${ranks.unit}`
      return {
        title: `${who} in ${challenge.name}`,
        isShared: true,
        main: html`<p class="crumbs"><a href="${pathOf(challenge.id)}">${challenge.name}</a></p>
<h1>${who}</h1>
<dl class="facts"><div><dt>Rank</dt><dd>${place === undefined ? "not ranked" : `${place.rank} of ${grouped(`${ranks.count}`)}`}</dd></div>
<div><dt>Score</dt><dd>${place?.score === undefined ? "none" : `${grouped(place.score)}${unit}`}</dd></div></dl>
${plots(course)}
${
  why === undefined
    ? html`<h2>Where the score comes from</h2><p class="muted">Told to the participant and to the organiser.${
        visit.principal._tag === "Anonymous"
          ? html` <a href="/sign-in?back=${encodeURIComponent(visit.path)}">Sign in</a> to see it.`
          : nothing
      }</p>`
    : explanation(why)
}`
      }
    })
}

const plots = ({ data, unit }: SuccessOf<typeof getCourse>): Html | typeof nothing => {
  const known = data.filter(({ rank }) => rank !== undefined)
  if (known.length === 0) return nothing
  const points = (valueOf: (day: (typeof data)[number]) => number | undefined) =>
    data.map((one) => ({ label: dayText(one.day), value: valueOf(one) }))
  return html`<section aria-labelledby="course"><h2 id="course">Course</h2>
${
  // A line has two ends; of a single day the table says all.
  known.length < 2
    ? nothing
    : html`<div class="charts">${lineChart(
        "Rank, day by day",
        points(({ rank }) => rank),
        { isRank: true, text: (value) => `${value}` }
      )}
${lineChart(
  `Score${unit === "" ? "" : ` in ${unit}`}, day by day`,
  points(({ score }) => (score === undefined ? undefined : Number(score))),
  { isRank: false, text: (value) => grouped(`${value}`) }
)}</div>`
}
<details${known.length < 2 ? html` open` : nothing}><summary>Day by day</summary><div class="scroll"><table><caption>Rank and score at the end of each day</caption><thead><tr><th scope="col">Day</th><th scope="col" class="number">Rank</th><th scope="col" class="number">Score</th></tr></thead>
<tbody>${data.map(({ day, rank, score }) => html`<tr><th scope="row">${dayText(day)}</th><td class="number">${rank ?? "not ranked"}</td><td class="number">${score === undefined ? "" : grouped(score)}</td></tr>`)}</tbody></table></div></details></section>`
}
