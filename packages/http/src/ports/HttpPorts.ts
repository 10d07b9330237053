import type { Ports } from "@laurel/core"
import type { BoardFollowers, BoardNews, Boards } from "@laurel/core/board"
import type { Projector } from "@laurel/core/challenge"
import type { Contests } from "./Contests.ts"
import type { Live } from "./Live.ts"
import type { Recording } from "./Recording.ts"
import type { Streams } from "./Streams.ts"

/** All that the operations are carried out over. */
export type HttpPorts = Ports | Boards | BoardFollowers | BoardNews | Projector | Contests | Live | Recording | Streams
