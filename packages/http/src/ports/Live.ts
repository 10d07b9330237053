import { type LiveBoards, makeLiveBoards } from "@laurel/core/board"
import { Context, Layer } from "effect"

/** The live boards of a server: each is watched once, for all who look at it. */
export class Live extends Context.Service<Live, LiveBoards>()("@laurel/http/Live") {
  /** One for the process. */
  static readonly layer = Layer.effect(Live, makeLiveBoards)
}
