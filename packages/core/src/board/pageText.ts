import { Schema } from "effect"
import { ParticipantId } from "../shared/index.ts"
import type { BoardPage } from "./Boards.ts"

const Placed = Schema.Struct({
  participantId: ParticipantId,
  status: Schema.Literals(["Scored", "Missing"]),
  score: Schema.Int,
  tieBreak: Schema.Array(Schema.Int)
})
const Row = Schema.Struct({ ...Placed.fields, rank: Schema.Finite, place: Schema.Int })

/** A page of a board as a text, for those who keep it where processes share it. */
export const pageText: Schema.Codec<BoardPage, string> = Schema.fromJsonString(
  Schema.Struct({
    version: Schema.Int,
    count: Schema.Int,
    rows: Schema.Array(Row),
    next: Schema.optionalKey(Schema.Struct({ version: Schema.Int, after: Placed })),
    hasMoved: Schema.Boolean
  })
)
