import type { BoardRow, Placed, Position } from "@laurel/core/board"
import type { RankingRule } from "@laurel/core/ranking"
import { ParticipantId } from "@laurel/core/shared"
import { Schema } from "effect"
import { isRecord } from "../plain.ts"

/** One more than any score: where who has no score stands, behind everybody else. */
const missing = 2 ** 53

/** A position as columns by which the database orders rows as the rule does. */
export interface PositionColumns {
  /** The score in the rule's direction: the smaller the better. */
  readonly turned: number
  /** An array as Postgres writes it. */
  readonly tie_break: string
}

export const columnsOf = ({ direction }: RankingRule, { status, score, tieBreak }: Position): PositionColumns =>
  status === "Missing"
    ? { turned: missing, tie_break: "{}" }
    : { turned: direction === "highest" ? -score : score, tie_break: `{${tieBreak.join(",")}}` }

const isId = Schema.is(ParticipantId)

const idOf = ({ participant_id: id }: Readonly<Record<string, unknown>>): ParticipantId => {
  if (!isId(id)) throw new TypeError("a row of a board has no participant")
  return id
}

const wholeOf = (value: unknown): number => {
  const number = typeof value === "bigint" ? Number(value) : Number.NaN
  if (!Number.isSafeInteger(number)) throw new TypeError("a number of a board is none")
  return number
}

const readPosition = ({ direction }: RankingRule, turned: unknown, tieBreak: unknown): Position => {
  if (turned === BigInt(missing)) return { status: "Missing", score: 0, tieBreak: [] }
  if (typeof tieBreak !== "string") throw new TypeError("a tie-break of a board is none")
  const inDirection = typeof turned === "bigint" && direction === "highest" ? -turned : turned
  return { status: "Scored", score: wholeOf(inDirection), tieBreak: numbersIn(tieBreak) }
}

const numbersIn = (array: string): ReadonlyArray<number> =>
  array === "{}"
    ? []
    : array
        .slice(1, -1)
        .split(",")
        .map((text) => wholeOf(BigInt(text)))

/** A row of a listing; nothing where a board without rows answered. */
export const readPlaced = (rule: RankingRule, row: unknown): Placed | undefined => {
  if (!isRecord(row) || row.participant_id === null) return undefined
  return { participantId: idOf(row), ...readPosition(rule, row.turned, row.tie_break) }
}

/** What a board was told about a participant; nothing where a board without rows answered. */
export const readTold = (rule: RankingRule, row: unknown): BoardRow | undefined => {
  if (!isRecord(row) || row.participant_id === null) return undefined
  const told = { participantId: idOf(row), revision: wholeOf(row.revision) }
  return row.turned === null ? told : { ...told, position: readPosition(rule, row.turned, row.tie_break) }
}
