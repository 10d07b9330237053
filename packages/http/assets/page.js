// What makes the pages of Laurel move. Without it everything is there, and stands still.
import { clockTime, follow, grouped } from "/laurel-board.js"

/** @typedef {import("./laurel-board.js").Place} Place */

/** So often at most somebody who listens is told of what moves. */
const toldEveryMs = 5_000

const isStill = () => matchMedia("(prefers-reduced-motion: reduce)").matches

/** @param {string} text @param {string} name */
const span = (text, name) => {
  const made = document.createElement("span")
  if (name !== "") made.className = name
  made.textContent = text
  return made
}

/** The same as the server writes: how far somebody has come since they stood at another rank. @param {number | undefined} was @param {number} rank */
const movement = (was, rank) => {
  if (was === undefined) return span("new", "move")
  const by = was - rank
  const way = by > 0 ? "up" : "down"
  const made = span("", by === 0 ? "move" : `move ${way}`)
  const sign = span(by === 0 ? "–" : by > 0 ? "▲" : "▼", "")
  sign.setAttribute("aria-hidden", "true")
  made.append(
    sign,
    ...(by === 0 ? [] : [` ${Math.abs(by)}`]),
    span(by === 0 ? "no change" : ` ${way}`, "hidden-visually")
  )
  return made
}

/** Keeps a board current. @param {HTMLTableElement} table @param {string} url */
const keepCurrent = (table, url) => {
  const [lost, live, told] = ["lost", "live", "told"].map((id) => document.getElementById(id))
  const all = table.querySelector("tbody.all")
  if (!all || !lost || !live || !told) return
  const { own: ownId = "", link = "", shown = "50" } = table.dataset
  const hasMovement = table.querySelectorAll("thead th").length > 3

  /** @type {Map<string, number>} */
  const before = new Map()
  for (const row of table.querySelectorAll("tr[data-was]"))
    if (row instanceof HTMLElement) before.set(row.dataset.id ?? "", Number(row.dataset.was))

  /** @param {Place} place */
  const rowOf = ({ participant_id: id, rank, score }) => {
    const row = document.createElement("tr")
    row.dataset.id = id
    if (id === ownId) row.className = "is-own"
    const [first, who, last] = [
      document.createElement("td"),
      document.createElement("th"),
      document.createElement("td")
    ]
    first.className = "number rank"
    first.textContent = `${rank}`
    who.scope = "row"
    last.className = "number"
    last.textContent = score === undefined ? "no score" : grouped(score)
    if (link === "") who.textContent = id
    else {
      const anchor = document.createElement("a")
      anchor.href = `${link}/${encodeURIComponent(id)}`
      anchor.textContent = id
      who.append(anchor)
    }
    row.append(first, who, last)
    if (hasMovement) {
      const moved = document.createElement("td")
      moved.className = "number"
      moved.append(movement(before.get(id), rank))
      row.append(moved)
    }
    return row
  }

  /** Whoever moves is seen to. @param {ReadonlyArray<Place>} rows @param {ReadonlySet<string>} moved */
  const show = (rows, moved) => {
    const focused = document.activeElement?.closest("tr")?.dataset.id
    /** @type {Map<string, number>} */
    const were = new Map()
    for (const row of all.children)
      if (row instanceof HTMLElement) were.set(row.dataset.id ?? "", row.getBoundingClientRect().top)
    const made = rows.slice(0, Number(shown)).map(rowOf)
    all.replaceChildren(...made)
    const own = rows.find(({ participant_id }) => participant_id === ownId)
    if (own !== undefined) table.querySelector("tbody.own")?.replaceChildren(rowOf(own))
    for (const row of made) {
      const id = row.dataset.id ?? ""
      if (id === focused) row.querySelector("a")?.focus({ preventScroll: true })
      if (moved.has(id)) row.classList.add("moved")
      const by = (were.get(id) ?? Number.NaN) - row.getBoundingClientRect().top
      if (by && !isStill())
        row.animate([{ transform: `translateY(${by}px)` }, { transform: "none" }], {
          duration: 450,
          easing: "ease-out"
        })
    }
  }

  /** Of whom there is something to tell. @type {Map<string, { text: string, rank: number, isUp: boolean }>} */
  const news = new Map()
  let isWaiting = false
  const tell = () => {
    isWaiting = news.size > 0
    if (!isWaiting) return
    // Who was pushed down by others matters less than who came up, and first places more than later ones.
    const [first, second, ...others] = [...news.values()]
      .sort((a, b) => Number(b.isUp) - Number(a.isUp) || a.rank - b.rank)
      .map(({ text }) => text)
    const rest = others.length === 0 ? undefined : `${others.length} more moved`
    told.textContent = [first, second, rest].filter(Boolean).join("; ")
    news.clear()
    setTimeout(tell, toldEveryMs)
  }

  const stop = follow(url, {
    changed: ({ rows, moved, entered, isFrozen }) => {
      show(rows, new Set([...moved, ...entered].map(({ participant_id }) => participant_id)))
      for (const { participant_id: id, rank } of entered)
        news.set(id, { text: `${id} is at rank ${rank}`, rank, isUp: true })
      for (const { participant_id: id, rank, from } of moved) {
        const isUp = rank < from.rank
        if (rank !== from.rank) news.set(id, { text: `${id} is ${isUp ? "up" : "down"} to rank ${rank}`, rank, isUp })
      }
      if (!isWaiting) tell()
      live.textContent = isFrozen ? "The board stands still" : `Live, as of ${clockTime(new Date())}`
    },
    lost: (since) => {
      lost.hidden = false
      lost.textContent = `Connection lost, showing ${clockTime(since)}`
      live.classList.remove("on")
    },
    found: () => {
      lost.hidden = true
      lost.textContent = ""
      live.classList.add("on")
    }
  })
  addEventListener("pagehide", stop, { once: true })
}

for (const table of document.querySelectorAll("table[data-live]"))
  if (table instanceof HTMLTableElement) keepCurrent(table, table.dataset.live ?? "")

// Light or dark without loading the page again; the server remembers it by the same cookie.
for (const form of document.querySelectorAll("form.theme")) {
  form.addEventListener("submit", (event) => {
    const theme =
      event instanceof SubmitEvent && event.submitter instanceof HTMLButtonElement ? event.submitter.value : ""
    if (theme !== "light" && theme !== "dark") return
    event.preventDefault()
    document.documentElement.dataset.theme = theme
    // biome-ignore lint/suspicious/noDocumentCookie: not every browser has another way, and there is nothing to wait for.
    document.cookie = `laurel_theme=${theme}; path=/; max-age=31536000; samesite=lax`
    const other = form.querySelector(`button[value="${theme === "dark" ? "light" : "dark"}"]`)
    if (other instanceof HTMLElement) other.focus()
  })
}
