import { Effect, Schema } from "effect"
import { Name } from "../shared/index.ts"

/** Whether the highest or the lowest value comes first. */
export const Direction = Schema.Literals(["highest", "lowest"])
export type Direction = typeof Direction.Type

/**
 * How ranks count ties: `standard` 1 2 2 4, `modified` 1 3 3 4, `dense` 1 2 2 3, `ordinal` 1 2 3 4 (ties by participant
 * id), `fractional` 1 2.5 2.5 4.
 */
export const RankPolicy = Schema.Literals(["standard", "modified", "dense", "ordinal", "fractional"])
export type RankPolicy = typeof RankPolicy.Type

/** One link of the tie-break chain. */
export const TieBreak = Schema.TaggedUnion({
  /** Who reached the score first, by the instant at which the deciding activity happened. */
  EarliestReached: {},
  /** More days with an activity that counts. */
  MoreActiveDays: {},
  /** A second rule: one of the challenge's measures. */
  Measure: {
    measure: Name,
    direction: Direction.pipe(Schema.withDecodingDefaultKey(Effect.succeed("highest" as const)))
  },
  /** Who entered first. */
  EarlierEntry: {}
})
export type TieBreak = typeof TieBreak.Type

/** How standings are put in order: as data. Values are compared as one tuple; what is still equal is tied. */
export const RankingRule = Schema.Struct({
  direction: Direction.pipe(Schema.withDecodingDefaultKey(Effect.succeed("highest" as const))),
  tieBreaks: Schema.Array(TieBreak).pipe(Schema.withDecodingDefaultKey(Effect.succeed([]))),
  ranks: RankPolicy.pipe(Schema.withDecodingDefaultKey(Effect.succeed("standard" as const)))
})
export type RankingRule = typeof RankingRule.Type
