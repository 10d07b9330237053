import { Effect } from "effect"
import { getBoardOfDay, listBoardDays } from "../../resources/boards/operations.ts"
import { getChallenge } from "../../resources/challenges/operations.ts"
import { dayText, grouped, pathOf, shortDayText } from "../site/formats.ts"
import { asking } from "../visit/asking.ts"
import { html, nothing } from "../visit/Html.ts"
import type { Page } from "../visit/Visit.ts"
import { movement } from "./movement.ts"

const challengeOf = asking(getChallenge)
const daysOf = asking(listBoardDays)
const boardOfDay = asking(getBoardOfDay)

/** The board as it was at the end of a day, and who had moved since the day before. */
export const dayPage: Page = {
  path: "/challenges/:challenge_id/days/:day",
  operation: getBoardOfDay,
  show: (visit) =>
    Effect.gen(function* () {
      const day = visit.param("day")
      const params = { challenge_id: visit.param("challenge_id") }
      const challenge = yield* challengeOf(visit, { params })
      const cursor = visit.query("cursor")
      const board = yield* boardOfDay(visit, {
        params: { ...params, day },
        query: { limit: "100", ...(cursor === undefined ? {} : { cursor }) }
      })
      const days = (yield* daysOf(visit, { params })).data
      const at = days.indexOf(day)
      const [before, after] = [days[at - 1], days[at + 1]]
      const ranks = new Map<string, number>()
      if (before !== undefined && board.data.length > 0) {
        const participants = board.data.map(({ participant_id }) => participant_id)
        const query = { limit: "100", participants }
        for (const { participant_id, rank } of (yield* boardOfDay(visit, { params: { ...params, day: before }, query }))
          .data)
          ranks.set(participant_id, rank)
      }
      return {
        title: `${challenge.name}, ${dayText(day)}`,
        isShared: true,
        main: html`<p class="crumbs"><a href="${pathOf(challenge.id)}">${challenge.name}</a></p>
<h1>The end of ${dayText(day)}</h1>
<div class="scroll"><table class="board"><caption>${challenge.name} at the end of the day. ${cursor === undefined ? `The first ${board.data.length}` : `${board.data.length} more`} of ${grouped(`${board.count}`)}.</caption>
<thead><tr><th scope="col" class="number">Rank</th><th scope="col">Participant</th><th scope="col" class="number">Score${board.unit === "" ? nothing : ` (${board.unit})`}</th>${before === undefined ? nothing : html`<th scope="col" class="number">Since ${shortDayText(before)}</th>`}</tr></thead>
<tbody class="all">${board.data.map(
          ({ rank, participant_id: id, score }) =>
            html`<tr><td class="number rank">${rank}</td><th scope="row"><a href="${pathOf(challenge.id, "participants", id)}">${id}</a></th><td class="number">${grouped(score)}</td>${before === undefined ? nothing : html`<td class="number">${movement(ranks.get(id), rank)}</td>`}</tr>`
        )}</tbody></table></div>
${cursor === undefined ? nothing : html`<p><a href="${pathOf(challenge.id, "days", day)}">Back to the top</a></p>`}
${
  board.next_cursor === undefined
    ? nothing
    : html`<p><a href="${pathOf(challenge.id, "days", day)}?${new URLSearchParams({ cursor: board.next_cursor })}">The next places</a></p>`
}
<nav aria-label="Days"><ul class="tabs">${before === undefined ? nothing : html`<li><a rel="prev" href="${pathOf(challenge.id, "days", before)}">${dayText(before)}</a></li>`}${after === undefined ? nothing : html`<li><a rel="next" href="${pathOf(challenge.id, "days", after)}">${dayText(after)}</a></li>`}</ul></nav>`
      }
    })
}
