import type { Ports } from "@laurel/core"
import type { BoardFollowers, Boards } from "@laurel/core/board"
import type { Projector } from "@laurel/core/challenge"

/** All that commands run use cases over: the ports of a store, and its boards, which are brought up to date when somebody reads them. */
export type LivePorts = Ports | Boards | BoardFollowers | Projector
