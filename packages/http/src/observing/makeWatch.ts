import type { ActorKind, AnsweredRequest, Watch } from "../operation/Watch.ts"
import type { Traces } from "./Traces.ts"

/** Who is told of requests that are answered, and what makes traces of some. */
export interface Observers {
  readonly told: ReadonlyArray<(request: AnsweredRequest) => void>
  readonly traces?: Traces
}

/** Watches requests for those who want to be told. */
export const makeWatch =
  ({ told, traces }: Observers): Watch =>
  (operation, caller) => {
    const began = performance.now()
    const trace = traces?.begin(operation, caller)
    let actor: ActorKind = "Unread"
    return {
      headers: trace === undefined ? {} : { traceparent: trace.parentOfWhatFollows },
      during: (work) => (trace === undefined ? work : trace.during(work)),
      by: ({ _tag }) => {
        actor = _tag
      },
      ended: (response) => {
        const request: AnsweredRequest = {
          operation,
          requestId: caller.requestId,
          ...(trace === undefined ? {} : { traceId: trace.id }),
          status: response.status,
          durationMs: performance.now() - began,
          actor
        }
        for (const tell of told) tell(request)
        trace?.ended(request)
        return response
      }
    }
  }
