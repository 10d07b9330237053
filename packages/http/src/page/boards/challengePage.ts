import { Clock, Effect } from "effect"
import { getChallengeStats } from "../../resources/administration/operations.ts"
import type { PlaceJson } from "../../resources/boards/BoardJson.ts"
import { getBoard, getBoardOfDay, getRanks, listBoardDays } from "../../resources/boards/operations.ts"
import type { ChallengeJson } from "../../resources/challenges/ChallengeJson.ts"
import { getChallenge } from "../../resources/challenges/operations.ts"
import { counted, dayText, grouped, instantText, monthText, pathOf, shortDayText, wordsOf } from "../site/formats.ts"
import { asking, ifAllowed } from "../visit/asking.ts"
import { type Html, html, nothing } from "../visit/Html.ts"
import type { Page, Visit } from "../visit/Visit.ts"
import { boardTable } from "./boardTable.ts"
import { statistics } from "./statistics.ts"

const challengeOf = asking(getChallenge)
const boardOf = asking(getBoard)
const ranksOf = asking(getRanks)
const daysOf = asking(listBoardDays)
const boardOfDay = asking(getBoardOfDay)
const statsOf = asking(getChallengeStats)

/** So many places are shown at once. */
const shownPlaces = 50

/** In these the board may move. */
const moving: ReadonlySet<string> = new Set(["published", "running", "closing"])

/** A challenge: its board as it moves, what it comes to, how it was day by day. */
export const challengePage: Page = {
  path: "/challenges/:challenge_id",
  operation: getBoard,
  show: (visit) =>
    Effect.gen(function* () {
      const params = { challenge_id: visit.param("challenge_id") }
      const challenge = yield* challengeOf(visit, { params })
      const days = (yield* ifAllowed(daysOf(visit, { params })))?.data ?? []
      const board = yield* ifAllowed(boardPart(visit, challenge, days.at(-1)))
      const stats = yield* ifAllowed(statsOf(visit, { params }))
      return {
        title: challenge.name,
        isShared: true,
        main: html`${heading(challenge)}
${board ?? html`<p class="muted">There is no board yet: the challenge is not published.</p>`}
${stats === undefined ? nothing : statistics(stats)}
${history(challenge.id, days)}
${visit.principal._tag === "Anonymous" ? nothing : html`<p><a href="${pathOf(challenge.id, "settlement")}">The settlement of this challenge</a>, for its organiser and approvers</p>`}`
      }
    })
}

const heading = (challenge: ChallengeJson): Html => {
  const { definition, window, state } = challenge
  return html`<h1>${challenge.name}</h1>
<p><span class="state ${state}">${wordsOf(state)}</span> <span class="muted">${instantText(window.start, definition.zone)} to ${instantText(window.end, definition.zone)}</span></p>
${challenge.description === undefined ? nothing : html`<p>${challenge.description}</p>`}
${challenge.reason === undefined ? nothing : html`<p class="banner">Cancelled: ${challenge.reason}</p>`}
${
  challenge.frozen_at === undefined
    ? nothing
    : html`<p class="banner">The board stands still for the public since ${instantText(challenge.frozen_at, definition.zone)}: it is revealed at the end.</p>`
}`
}

/** Which board is looked at, as the address says it. */
const whichOf = (visit: Visit): Readonly<Record<string, string>> => {
  const division = visit.query("division")
  if (visit.query("teams") === "true") return { teams: "true" }
  return division === undefined ? {} : { division }
}

const boardPart = Effect.fnUntraced(function* (visit: Visit, challenge: ChallengeJson, lastDay: string | undefined) {
  const which = whichOf(visit)
  const params = { challenge_id: challenge.id }
  const cursor = visit.query("cursor")
  const page = yield* boardOf(visit, {
    params,
    query: { ...which, limit: `${shownPlaces}`, ...(cursor === undefined ? {} : { cursor }) }
  })
  const own = yield* ownRow(visit, challenge.id, which)
  const shown = own === undefined ? page.data : [...page.data, own]
  const before = yield* ranksBefore(visit, challenge.id, lastDay, which, shown)
  const now = new Date(yield* Clock.currentTimeMillis).toISOString()
  const [first, last] = [page.data[0], page.data.at(-1)]
  const places =
    first === undefined || last === undefined
      ? "Nobody is ranked yet"
      : `Places ${grouped(`${first.place}`)} to ${grouped(`${last.place}`)} of ${grouped(`${page.count}`)}`
  // Streams are of the public board, from its top on.
  const isLive = challenge.visibility === "public" && cursor === undefined && moving.has(challenge.state)
  const address = new URLSearchParams(which)
  return html`<section aria-labelledby="board"><h2 id="board">Board</h2>
${boards(challenge)(which)}
${
  isLive
    ? html`<p class="banner" id="lost" role="alert" hidden></p><p class="live" id="live">As of ${instantText(now, challenge.definition.zone)}</p><p class="hidden-visually" id="told" role="status" aria-live="polite"></p>
<noscript><p><a href="">Refresh</a> to see how it has moved since.</p></noscript>`
    : nothing
}
${boardTable({
  challengeId: challenge.id,
  caption: html`${challenge.name}. ${places}.`,
  unit: page.unit,
  rows: page.data,
  places: shownPlaces,
  own,
  before,
  named: which.teams === "true" ? "Team" : "Participant",
  hasPages: which.teams !== "true",
  live: isLive ? `/v1${pathOf(challenge.id)}/leaderboard/live${address.size === 0 ? "" : `?${address}`}` : undefined
})}
${cursor === undefined ? nothing : html`<p><a href="${pathOf(challenge.id)}?${address}">Back to the top</a></p>`}
${
  page.next_cursor === undefined
    ? nothing
    : html`<p><a href="${pathOf(challenge.id)}?${new URLSearchParams({ ...which, cursor: page.next_cursor })}">The next ${shownPlaces} places</a></p>`
}
${find(visit, challenge.id, which, own)}</section>`
})

/** The boards that the challenge has, where it has several. */
const boards =
  ({ id, definition: { divisions = [], teams } }: ChallengeJson) =>
  (which: Readonly<Record<string, string>>): Html | typeof nothing => {
    const link = (name: string, query: string, isHere: boolean): Html =>
      html`<li><a href="${pathOf(id)}${query}"${isHere ? html` aria-current="page"` : nothing}>${name}</a></li>`
    if (divisions.length === 0 && teams === undefined) return nothing
    return html`<nav aria-label="Boards"><ul class="tabs">
${link("Overall", "", which.division === undefined && which.teams === undefined)}
${divisions.map((name) => link(name, `?${new URLSearchParams({ division: name })}`, which.division === name))}
${teams === undefined ? nothing : link("Teams", "?teams=true", which.teams !== undefined)}
</ul></nav>`
  }

/** The row of whoever is named in the address, or else of whoever is signed in. */
const ownRow = Effect.fnUntraced(function* (
  visit: Visit,
  challengeId: string,
  which: Readonly<Record<string, string>>
) {
  const { principal } = visit
  const me = visit.query("me") ?? (principal._tag === "Anonymous" ? "" : principal.id)
  // Whatever is no name of a participant is nobody's row.
  if (me === "" || me.length > 100) return undefined
  const query = { ...which, participants: [me] }
  const found = yield* ranksOf(visit, { params: { challenge_id: challengeId }, query }).pipe(
    Effect.catchTag("InvalidRequest", () => Effect.succeed(undefined))
  )
  return found?.data[0]
})

/** At which ranks these stood at the end of a day. */
const ranksBefore = Effect.fnUntraced(function* (
  visit: Visit,
  challengeId: string,
  day: string | undefined,
  which: Readonly<Record<string, string>>,
  rows: ReadonlyArray<PlaceJson>
) {
  // Of divisions no boards of days are kept.
  if (day === undefined || which.division !== undefined || rows.length === 0) return undefined
  const participants = rows.map(({ participant_id }) => participant_id)
  const kept = yield* boardOfDay(visit, {
    params: { challenge_id: challengeId, day },
    query: { ...which, participants, limit: "100" }
  }).pipe(Effect.catchTag("DayNotKept", () => Effect.succeed(undefined)))
  if (kept === undefined) return undefined
  return {
    since: shortDayText(day),
    ranks: new Map(kept.data.map(({ participant_id, rank }): [string, number] => [participant_id, rank]))
  }
})

const find = (
  visit: Visit,
  challengeId: string,
  which: Readonly<Record<string, string>>,
  own: PlaceJson | undefined
): Html => {
  const me = visit.query("me")
  return html`<form class="inline" method="get" action="${pathOf(challengeId)}">
${Object.entries(which).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<label for="me">Keep a participant in sight</label>
<input id="me" name="me" value="${me ?? ""}" maxlength="100" autocomplete="off" spellcheck="false"><button>Show</button></form>
${me !== undefined && me !== "" && own === undefined ? html`<p role="status">Nobody called “${me}” is ranked here.</p>` : nothing}`
}

/** So many days are in sight, the last ones; those before them are a list a month, open for whoever wants them. */
const shownDays = 14

const history = (challengeId: string, days: ReadonlyArray<string>): Html | typeof nothing =>
  days.length === 0
    ? nothing
    : html`<section aria-labelledby="history"><h2 id="history">Day by day</h2><p class="muted">The board as it was at the end of each of ${counted(days.length, "day")}.</p>
${dayList(challengeId, days.slice(-shownDays))}
${[...Map.groupBy(days.slice(0, -shownDays), (day) => day.slice(0, 7))]
  .toReversed()
  .map(
    ([month, earlier]) =>
      html`<details><summary>${monthText(month)}: ${counted(earlier.length, "day")}${month === days.at(-shownDays)?.slice(0, 7) ? " before" : nothing}</summary>${dayList(challengeId, earlier)}</details>`
  )}</section>`

const dayList = (challengeId: string, days: ReadonlyArray<string>): Html =>
  html`<ul class="days">${days.map((day) => html`<li><a href="${pathOf(challengeId, "days", day)}">${dayText(day)}</a></li>`)}</ul>`
