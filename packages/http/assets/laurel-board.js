// The board of a challenge on any site: <laurel-board server="https://laurel.example" challenge="steps"></laurel-board>.
// This file is served as it stands; it depends on nothing.

/**
 * @typedef {{ rank: number, place: number, participant_id: string, score?: string }} Place
 * @typedef {Place & { from: { rank: number, place: number } }} Moved
 * @typedef {{ participant_id: string, rank: number, place: number }} Stood
 * @typedef {{ rows: ReadonlyArray<Place>, moved: ReadonlyArray<Moved>, entered: ReadonlyArray<Place>, isFrozen: boolean }} Change
 */

/** After an error the banner waits this long: a stream that comes back at once was never lost. */
const patienceMs = 3_500
/** So long after a stream was refused it is asked for again. */
const againMs = 15_000

/**
 * What is known of the first hundred places of a board, from what was told of its tiers.
 */
export class Tiers {
  /** @type {Map<string, Map<string, Place>>} */
  #tiers = new Map()

  /** @returns {ReadonlyArray<Place>} */
  rows() {
    const places = [...this.#tiers.values()].flatMap((tier) => [...tier.values()])
    return places.sort((a, b) => a.place - b.place)
  }

  /** @param {string} tier @param {ReadonlyArray<Place>} rows */
  snapshot(tier, rows) {
    this.#tiers.set(tier, new Map(rows.map((row) => [row.participant_id, row])))
  }

  /** @param {string} tier @param {{ entered: ReadonlyArray<Place>, left: ReadonlyArray<Stood>, moved: ReadonlyArray<Moved> }} difference */
  difference(tier, { entered, left, moved }) {
    const rows = this.#tiers.get(tier) ?? new Map()
    for (const { participant_id } of left) rows.delete(participant_id)
    for (const row of [...entered, ...moved]) rows.set(row.participant_id, row)
    this.#tiers.set(tier, rows)
  }

  clear() {
    this.#tiers.clear()
  }
}

/**
 * Follows a board for as long as the page is there. Gives what ends it.
 * @param {string} url
 * @param {{ changed: (change: Change) => void, lost: (since: Date) => void, found: () => void }} told
 */
export const follow = (url, { changed, lost, found }) => {
  const tiers = new Tiers()
  /** @type {EventSource | undefined} */
  let source
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer

  const open = () => {
    source = new EventSource(url)
    source.onopen = () => {
      clearTimeout(timer)
      timer = undefined
      found()
    }
    source.onerror = () => {
      const since = new Date()
      const isRefused = source?.readyState === EventSource.CLOSED
      timer ??= setTimeout(() => lost(since), patienceMs)
      if (isRefused) setTimeout(open, againMs)
    }
    source.addEventListener("snapshot", ({ data }) => {
      const { tier, data: rows } = JSON.parse(data)
      tiers.snapshot(tier, rows)
      changed({ rows: tiers.rows(), moved: [], entered: [], isFrozen: false })
    })
    source.addEventListener("difference", ({ data }) => {
      const { tier, ...difference } = JSON.parse(data)
      tiers.difference(tier, difference)
      changed({ rows: tiers.rows(), moved: difference.moved, entered: difference.entered, isFrozen: false })
    })
    source.addEventListener("frozen", ({ data }) => {
      tiers.clear()
      changed({ rows: JSON.parse(data).data, moved: [], entered: [], isFrozen: true })
    })
  }

  open()
  return () => {
    clearTimeout(timer)
    source?.close()
  }
}

/** @param {string} decimal */
export const grouped = (decimal) => {
  const [whole = "", fraction] = decimal.split(".")
  const groups = whole.replace(/\B(?=(\d{3})+$)/g, ",")
  return fraction === undefined ? groups : `${groups}.${fraction}`
}

/** @param {Date} at */
export const clockTime = (at) => at.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" })

const style = `
:host { display: block; font: var(--laurel-font, inherit) }
div { color: var(--laurel-ink, light-dark(#1b2118, #e9eee4)); background: var(--laurel-ground, light-dark(#fff, #191f16));
  border: 1px solid var(--laurel-line, light-dark(#dbe1d3, #333d2d)); border-radius: var(--laurel-radius, 12px); overflow: hidden;
  font-variant-numeric: tabular-nums }
:host([hidden]) { display: none }
table { border-collapse: collapse; width: 100% }
caption { text-align: left; padding: .7em 1em; font-weight: 600 }
th, td { text-align: left; padding: .45rem 1rem; border-top: 1px solid var(--laurel-line, light-dark(#dbe1d3, #333d2d)); font-weight: 400; overflow-wrap: anywhere }
thead th { font-size: .86em; color: var(--laurel-muted, light-dark(#55604f, #a9b4a1)) }
.number { text-align: right; white-space: nowrap }
.rank { color: var(--laurel-accent, light-dark(#2d6a35, #93d394)); font-weight: 700; width: 4em }
p { margin: 0; padding: .5em 1em; font-size: .9em; color: var(--laurel-muted, light-dark(#55604f, #a9b4a1)) }
p:empty { display: none }
`

/** @param {string} name @param {Readonly<Record<string, string>>} attributes @param {ReadonlyArray<Node | string>} children */
const element = (name, attributes, ...children) => {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  made.append(...children)
  return made
}

/**
 * The board of a public challenge, kept current. What stands between its tags is shown until it is there, and where it cannot be.
 *
 * Attributes: `challenge`, `server` (where this file comes from unless said otherwise), `rows` (10), `caption`.
 * Parts: `board`, `table`, `caption`, `row`, `rank`, `participant`, `score`, `note`. Custom properties: `--laurel-ink`, `--laurel-ground`, `--laurel-muted`,
 * `--laurel-line`, `--laurel-accent`, `--laurel-radius`, `--laurel-font`.
 */
export class LaurelBoard extends HTMLElement {
  static observedAttributes = ["challenge", "server", "rows", "caption"]

  /** @type {(() => void) | undefined} */
  #stop
  #started = 0

  connectedCallback() {
    if (this.shadowRoot === null) {
      const sheet = new CSSStyleSheet()
      sheet.replaceSync(style)
      const root = this.attachShadow({ mode: "open" })
      root.append(document.createElement("slot"))
      root.adoptedStyleSheets = [sheet]
    }
    this.#start()
  }

  disconnectedCallback() {
    this.#stop?.()
    this.#stop = undefined
    this.#started++
  }

  attributeChangedCallback() {
    if (this.isConnected && this.shadowRoot !== null) this.#start()
  }

  async #start() {
    this.#stop?.()
    const turn = ++this.#started
    const challenge = this.getAttribute("challenge")
    if (challenge === null || challenge === "") return
    const server = this.getAttribute("server") ?? new URL(import.meta.url).origin
    const address = `${server.replace(/\/$/, "")}/embed/${encodeURIComponent(challenge)}`
    const limit = Math.min(100, Math.max(1, Number(this.getAttribute("rows") ?? 10) || 10))
    const answer = await fetch(`${address}/board?limit=${limit}`, { credentials: "omit" }).catch(() => undefined)
    if (turn !== this.#started) return
    if (answer === undefined || !answer.ok) {
      this.dispatchEvent(new CustomEvent("laurel-error", { detail: { status: answer?.status } }))
      return
    }
    const { name, unit, data } = await answer.json()
    if (turn !== this.#started) return
    const show = (/** @type {ReadonlyArray<Place>} */ rows) => this.#show(rows.slice(0, limit), name, unit)
    show(data)
    this.#stop = follow(`${address}/live`, {
      changed: ({ rows }) => show(rows),
      lost: (since) => this.#note(`Connection lost, showing ${clockTime(since)}`),
      found: () => this.#note("")
    })
  }

  /** @param {string} text */
  #note(text) {
    const note = this.shadowRoot?.querySelector("p")
    if (note) note.textContent = text
  }

  /** @param {ReadonlyArray<Place>} rows @param {string} name @param {string} unit */
  #show(rows, name, unit) {
    const score = unit === "" ? "Score" : `Score (${unit})`
    const head = element(
      "tr",
      {},
      ...[
        element("th", { scope: "col", class: "number" }, "Rank"),
        element("th", { scope: "col" }, "Participant"),
        element("th", { scope: "col", class: "number" }, score)
      ]
    )
    const body = rows.map((row) =>
      element(
        "tr",
        { part: "row" },
        element("td", { class: "number rank", part: "rank" }, `${row.rank}`),
        element("th", { scope: "row", part: "participant" }, row.participant_id),
        element("td", { class: "number", part: "score" }, row.score === undefined ? "no score" : grouped(row.score))
      )
    )
    const note = this.shadowRoot?.querySelector("p")?.textContent ?? ""
    const table = element(
      "table",
      { part: "table" },
      element("caption", { part: "caption" }, this.getAttribute("caption") ?? name),
      element("thead", {}, head),
      element("tbody", {}, ...body)
    )
    this.shadowRoot?.replaceChildren(
      element("div", { part: "board" }, table, element("p", { part: "note", role: "status" }, note))
    )
  }
}

if (customElements.get("laurel-board") === undefined) customElements.define("laurel-board", LaurelBoard)
