/** A row as streams and boards write it. */
export interface Row {
  readonly place: number
  readonly rank: number
  readonly participant_id: string
  readonly score?: string
}

/** One of the two stretches of a board that are told, as somebody has it. */
export interface Tier {
  readonly version: number
  readonly rows: ReadonlyArray<Row>
}

/** That somebody's score is seen in an event; `after` is what was seen of it before. */
export interface Shown {
  readonly who: string
  readonly after: number
  readonly score: number
}

/** The data of an event. */
export type Said =
  | { readonly tier: TierName; readonly version: number; readonly data: ReadonlyArray<Row> }
  | {
      readonly tier: TierName
      readonly from: number
      readonly to: number
      readonly entered: ReadonlyArray<Row>
      readonly left: ReadonlyArray<{ readonly participant_id: string }>
      readonly moved: ReadonlyArray<Row>
    }

export type TierName = "top" | "next"

/** What an event makes of a tier. */
export type Folded =
  | { readonly _tag: "Tier"; readonly tier: Tier; readonly shown: ReadonlyArray<Shown>; readonly isBack: boolean }
  | { readonly _tag: "Flaw"; readonly flaw: "gap" | "duplicate" }

const flaw = (kind: "gap" | "duplicate"): Folded => ({ _tag: "Flaw", flaw: kind })

/** What somebody has of a tier who had this and is told that. */
export const fold = (had: Tier | undefined, data: Said): Folded => {
  if ("data" in data) {
    const { version, data: rows } = data
    if (had?.version === version && textOf(had.rows) === textOf(rows)) return flaw("duplicate")
    return { _tag: "Tier", tier: { version, rows }, shown: [], isBack: had !== undefined && version < had.version }
  }
  if (had === undefined || data.from > had.version) return flaw("gap")
  if (data.from < had.version) return flaw("duplicate")
  const rows = new Map(had.rows.map((row) => [row.participant_id, row]))
  const before = new Map(rows)
  for (const { participant_id: who } of data.left) rows.delete(who)
  for (const { place, rank, participant_id, score } of [...data.moved, ...data.entered])
    rows.set(participant_id, { rank, place, participant_id, ...(score === undefined ? {} : { score }) })
  const shown = data.moved.map(({ participant_id: who, score = "0" }) => ({
    who,
    after: Number(before.get(who)?.score ?? 0),
    score: Number(score)
  }))
  // Who comes into the top came up by the last activity; who comes into the tier below may have been pushed down into it.
  const came = data.tier === "top" ? data.entered : []
  const entered = came.map(({ participant_id: who, score = "0" }) => ({
    who,
    after: Number(score) - 1,
    score: Number(score)
  }))
  const tier = { version: data.to, rows: [...rows.values()].sort((a, b) => a.place - b.place) }
  return { _tag: "Tier", tier, shown: [...shown, ...entered], isBack: false }
}

/** Rows as a text: the same rows are the same text. */
export const textOf = (rows: ReadonlyArray<Row>): string =>
  rows.map(({ place, rank, participant_id: who, score = "" }) => `${place} ${rank} ${who} ${score}`).join("\n")
