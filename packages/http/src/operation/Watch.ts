import type { Principal } from "@laurel/core/access"
import type { Effect } from "effect"

/** Who asked, without saying who. */
export type ActorKind = Principal["_tag"] | "Unread"

/** What became of a request, as far as whoever runs a server is told: never who asked, or what for. */
export interface AnsweredRequest {
  /** The id of the operation; `page` for pages, `embed` for boards on other sites, `none` where there is no such thing. */
  readonly operation: string
  readonly requestId: string
  readonly traceId?: string
  readonly status: number
  readonly durationMs: number
  readonly actor: ActorKind
}

/** A request while it is being answered. */
export interface Seen {
  /** What it is answered with besides: said before the answer is made, for a header that is added later costs much. */
  readonly headers: Readonly<Record<string, string>>
  /** Its work, so that it can be told what the work was made of. */
  readonly during: <A, E, R>(work: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>
  /** It is known who asks. */
  readonly by: (principal: Principal) => void
  /** It is answered with this; gives what is sent. */
  readonly ended: (response: Response) => Response
}

/** What is seen of a request that begins. */
export interface Asking {
  readonly requestId: string
  /** The header of that name. */
  readonly header: (name: string) => string | undefined
}

/** Sees a request begin. */
export type Watch = (operation: string, asking: Asking) => Seen

/** A request that nobody watches. */
const unseen: Seen = { headers: {}, during: (work) => work, by: () => undefined, ended: (response) => response }

/** Sees nothing. */
export const unwatched: Watch = () => unseen
