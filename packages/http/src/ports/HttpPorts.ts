import type { Ports } from "@laurel/core"
import type { BoardFollowers, BoardNews, Boards } from "@laurel/core/board"
import type { Projector } from "@laurel/core/challenge"
import { Layer } from "effect"
import { Contests } from "./Contests.ts"
import { Live } from "./Live.ts"
import { LiveActivity } from "./LiveActivity.ts"
import { Members } from "./Members.ts"
import { Plans } from "./Plans.ts"
import { Recording } from "./Recording.ts"
import { Streams } from "./Streams.ts"

/** All that the operations are carried out over. */
export type HttpPorts =
  | Ports
  | Boards
  | BoardFollowers
  | BoardNews
  | Projector
  | Contests
  | Live
  | LiveActivity
  | Members
  | Plans
  | Recording
  | Streams

/** What a server adds to the ports of a store: one of each for the process. */
export const layerOfProcess = Layer.mergeAll(
  Contests.layer,
  Live.layer,
  LiveActivity.layer,
  Members.layer,
  Plans.layer,
  Recording.layer,
  Streams.layer
)
