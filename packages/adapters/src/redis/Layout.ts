import type { BoardRow, Placed, Position } from "@laurel/core/board"
import type { RankingRule, RankPolicy } from "@laurel/core/ranking"
import { ParticipantId } from "@laurel/core/shared"
import { decodeInteger, encodeInteger } from "./integerCode.ts"

/**
 * How rows of boards under one rule lie in Redis: in a sorted set, ascending.
 *
 * **Details**: the score there is the board's, turned around where the highest comes first, and infinite for who has none. Members of
 * equal score are ordered by Redis byte by byte, so a member is the tie-break values in an ordered code, followed by the participant's
 * id: where it stands in the set is its place.
 */
export interface Layout {
  /** Told to every script: what was kept under another layout is not kept for this one. */
  readonly text: string
  readonly rule: RankingRule
  readonly links: number
  readonly sign: 1 | -1
  /** What ranks under the policy are made of: first or last place of those tied, both, their number among the ties, or none of these. */
  readonly wants: "first" | "last" | "both" | "group" | "none"
}

const wanted = {
  standard: "first",
  modified: "last",
  fractional: "both",
  dense: "group",
  ordinal: "none"
} as const satisfies Record<RankPolicy, Layout["wants"]>

export const layoutOf = (rule: RankingRule): Layout => ({
  // Dense ranks need a set of their own; the other policies count in the same one.
  text: `1 ${rule.direction} ${rule.tieBreaks.length}${rule.ranks === "dense" ? " dense" : ""}`,
  rule,
  links: rule.tieBreaks.length,
  sign: rule.direction === "highest" ? -1 : 1,
  wants: wanted[rule.ranks]
})

const noScore = "inf"

/** The score of a position as Redis reads it. Every whole number up to 2^53 - 1 is a double, and written out in full. */
export const scoreText = (layout: Layout, { status, score }: Position): string =>
  status === "Missing" ? noScore : `${turned(layout, score)}`

/** The tie-break values of a position, as many as the rule has links. */
export const tieText = ({ links }: Layout, { status, tieBreak }: Position): string => {
  if (status === "Missing") return ""
  let text = ""
  for (let link = 0; link < links; link++) text += encodeInteger(tieBreak[link] ?? 0)
  return text
}

/** As a score it would have eight digits behind it. */
const missing = "\0"

/** What is remembered of a participant: the revision, and score and tie-break values as `tieText` has them, or that there is no score, or neither. */
export const rememberedText = (layout: Layout, { revision, position }: BoardRow, tie: string): string => {
  const head = encodeInteger(revision)
  if (position === undefined) return head
  if (position.status === "Missing") return `${head}${missing}`
  return `${head}${encodeInteger(turned(layout, position.score))}${tie}`
}

/** The row of a participant of whom this is remembered. */
export const rememberedPlace = (layout: Layout, participantId: ParticipantId, text: string): Placed => {
  const [, at] = decodeInteger(text, 0)
  if (text.slice(at) === missing) return { participantId, status: "Missing", score: 0, tieBreak: [] }
  const [score, after] = decodeInteger(text, at)
  const [tieBreak] = tieIn(layout, text, after)
  return { participantId, status: "Scored", score: turned(layout, score), tieBreak }
}

/** The row of a member of the sorted set and its score there. */
export const memberPlace = (layout: Layout, member: string, score: string): Placed => {
  if (score === noScore) return { participantId: idOf(member), status: "Missing", score: 0, tieBreak: [] }
  const [tieBreak, at] = tieIn(layout, member, 0)
  return { participantId: idOf(member.slice(at)), status: "Scored", score: turned(layout, Number(score)), tieBreak }
}

const turned = ({ sign }: Layout, score: number): number => (sign === 1 ? score : 0 - score)

const tieIn = (
  { links }: Layout,
  text: string,
  from: number
): readonly [values: ReadonlyArray<number>, end: number] => {
  const values: Array<number> = []
  let at = from
  for (let link = 0; link < links; link++) {
    const [value, end] = decodeInteger(text, at)
    values.push(value)
    at = end
  }
  return [values, at]
}

const idOf = (text: string): ParticipantId => ParticipantId.make(text)
