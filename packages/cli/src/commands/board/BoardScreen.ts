import { type ByTier, type LiveEvent, type RankedRow, type TierName, tiers, withDifference } from "@laurel/core/board"
import type { ParticipantId } from "@laurel/core/shared"
import type { Io } from "../../io/Io.ts"
import type { Style } from "../../output/style.ts"
import type { Beside, placesOf } from "./placesOf.ts"

/** How far somebody moved with the last change of their tier: up is positive; 0 is another score. */
type Move = number | "New"

/** A board at a terminal: drawn again in its place whenever somebody moves, with who moved and how far. */
export class BoardScreen {
  private readonly io: Io
  private title: string
  private readonly places: ReturnType<typeof placesOf>
  private readonly top: number
  private rows: ByTier<ReadonlyArray<RankedRow>> = {}
  private moves: ByTier<ReadonlyMap<ParticipantId, Move>> = {}
  /** What stands there now. */
  private drawn = ""

  constructor(io: Io, title: string, places: ReturnType<typeof placesOf>, top: number) {
    this.io = io
    this.title = title
    this.places = places
    this.top = top
  }

  /** Takes in what became of the board, and draws it. */
  see({ change }: Pick<LiveEvent, "change">, style: Style): void {
    const { tier } = change
    const ranks = new Map(this.listing().map(({ participantId, rank }) => [participantId, rank] as const))
    const known = this.rows[tier] ?? []
    this.rows = { ...this.rows, [tier]: change._tag === "Snapshot" ? change.rows : withDifference(known, change) }
    this.moves = { ...this.moves, [tier]: change._tag === "Snapshot" ? new Map() : movesOf(change, ranks) }
    this.draw(style)
  }

  /** Says something else above the table, from when that is drawn next. */
  entitle(title: string): void {
    this.title = title
  }

  /** Tiers are told of one after the other: who is in both for a while is shown in the upper one. */
  private listing(): ReadonlyArray<RankedRow & { readonly tier: TierName }> {
    const shown = new Set<ParticipantId>()
    return tiers
      .flatMap(({ name }) => (this.rows[name] ?? []).map((row) => ({ ...row, tier: name })))
      .filter(({ participantId }) => !shown.has(participantId) && shown.add(participantId))
  }

  /** Draws the board as it is known. */
  draw(style: Style): void {
    const rows = this.listing().slice(0, this.top)
    const tierOf = new Map(rows.map(({ participantId, tier }) => [participantId, tier] as const))
    const moveOf = (row: RankedRow): Move | undefined => {
      const tier = tierOf.get(row.participantId)
      return tier && this.moves[tier]?.get(row.participantId)
    }
    const table = this.places.table(rows, style, (row) => besideOf(moveOf(row), style))
    const text = `${style.bold(this.title)}\n\n${table}`
    if (text === this.drawn) return
    const lines = this.drawn.split("\n").length - 1
    this.io.stdout.write(`${lines === 0 ? "" : `\u001b[${lines}F\u001b[J`}${text}`)
    this.drawn = text
  }
}

const movesOf = (
  { entered, moved }: Extract<LiveEvent["change"], { readonly _tag: "Difference" }>,
  ranks: ReadonlyMap<ParticipantId, number>
): ReadonlyMap<ParticipantId, Move> =>
  new Map(
    [...entered, ...moved.map(({ row }) => row)].map(({ participantId, rank }) => {
      const before = ranks.get(participantId)
      return [participantId, before === undefined ? "New" : before - rank]
    })
  )

const besideOf = (move: Move | undefined, { green, red, bold }: Style): Beside => {
  if (move === undefined) return { text: "", paint: (text) => text }
  if (move === "New") return { text: "new", paint: green }
  if (move === 0) return { text: "•", paint: bold }
  return move > 0 ? { text: `▲ ${move}`, paint: green } : { text: `▼ ${-move}`, paint: red }
}
