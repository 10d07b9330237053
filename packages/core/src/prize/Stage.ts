import { Effect, Schema } from "effect"
import { Direction } from "../ranking/index.ts"
import { Name } from "../shared/index.ts"
import { Awarding } from "./Awarding.ts"
import { NotNegative } from "./Share.ts"

/** The most stages and deductions of a plan, and rules of a stage: more than anybody writes by hand. */
export const maxParts = 100

/** Whose ranking a stage pays: everybody's, one division's, or that of the teams, whose members share what a team gets. */
export const StageBoard = Schema.TaggedUnion({
  Overall: {},
  Division: { division: Name },
  Teams: {
    split: Schema.Literals(["Equal", "ByScore"]).pipe(Schema.withDecodingDefaultKey(Effect.succeed("Equal" as const)))
  }
})
export type StageBoard = typeof StageBoard.Type

/**
 * A part of the pool with rules of its own. The pool is divided among the stages by their weights. With `by` the board is
 * ranked by a measure in place of the score; who lacks the measure is not ranked.
 */
export const Stage = Schema.Struct({
  name: Name,
  weight: NotNegative.pipe(Schema.withDecodingDefaultKey(Effect.succeed("1"))),
  board: StageBoard.pipe(Schema.withDecodingDefaultKey(Effect.succeed({ _tag: "Overall" as const }))),
  by: Schema.optionalKey(
    Schema.Struct({
      measure: Name,
      direction: Direction.pipe(Schema.withDecodingDefaultKey(Effect.succeed("highest" as const)))
    })
  ),
  awards: Schema.NonEmptyArray(Awarding).check(Schema.isMaxLength(maxParts))
})
export type Stage = typeof Stage.Type
