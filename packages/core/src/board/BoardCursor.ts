import { Effect, Schema } from "effect"
import { ParticipantId } from "../shared/index.ts"
import type { Placed } from "./byPosition.ts"
import { InvalidCursor } from "./errors.ts"

/**
 * Where a page of a board ended: the next one begins with the first row that is listed after that. `version` is the version that the
 * page was read from.
 */
export interface BoardCursor {
  readonly version: number
  readonly after: Placed
}

const Stored = Schema.fromJsonString(
  Schema.Tuple([
    Schema.Int,
    Schema.Literals(["Scored", "Missing"]),
    Schema.Int,
    Schema.Array(Schema.Int),
    ParticipantId
  ]).check(
    Schema.makeFilter(
      ([, status, score, tieBreak]) =>
        status === "Scored" || (score === 0 && tieBreak.length === 0) || "who has no score has no tie-breaks either"
    )
  )
)

/** A cursor as a text that can be passed around, also in an address as it is; what it holds is nobody's business. */
export const cursorText = ({ version, after }: BoardCursor): string =>
  packed(JSON.stringify([version, after.status, after.score, after.tieBreak, after.participantId]))

const read = Schema.decodeUnknownEffect(Schema.StringFromBase64Url.pipe(Schema.decodeTo(Stored)))
const packed = Schema.encodeSync(Schema.StringFromBase64Url)

/** The cursor of this text; `InvalidCursor` where it is none. */
export const readCursor = (text: string): Effect.Effect<BoardCursor, InvalidCursor> =>
  read(text).pipe(
    Effect.map(([version, status, score, tieBreak, participantId]) => ({
      version,
      after: { status, score, tieBreak, participantId }
    })),
    Effect.mapError(() => new InvalidCursor({ cursor: text }))
  )
