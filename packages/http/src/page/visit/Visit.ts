import type { Principal } from "@laurel/core/access"
import type { Effect } from "effect"
import type { Texts } from "../../operation/fromText.ts"
import type { AnyOperation } from "../../operation/Operation.ts"
import type { HttpPorts } from "../../ports/HttpPorts.ts"
import type { problems, Refused } from "../../problem/problems.ts"
import type { Theme } from "../site/theme.ts"
import type { Html } from "./Html.ts"

/** What an operation is asked with, as text on the wire. */
export interface Asked {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Texts
  readonly body?: unknown
  readonly idempotencyKey?: string
}

/** Whoever looks at a page, and what they sent along. */
export interface Visit {
  readonly principal: Principal
  readonly path: string
  /** What stands in the path under that name. */
  readonly param: (name: string) => string
  readonly query: (name: string) => string | undefined
  /** The field of that name of a form that was sent; empty where there is none. */
  readonly field: (name: string) => string
  readonly theme: Theme | undefined
  /** What a form has to bring along to be one of ours; absent where nobody is signed in. */
  readonly formToken: string | undefined
  /** Asks an operation as whoever looks: by the same rules as over the API, and with the same answers. */
  readonly ask: (operation: AnyOperation, asked: Asked) => Effect.Effect<unknown, Refused, HttpPorts>
  /** The same visit, by somebody who has just shown who they are. */
  readonly as: (credential: string) => Effect.Effect<Visit, Refused, HttpPorts>
}

type Status = 200 | (typeof problems)[keyof typeof problems]["status"]

/** What is shown. */
export interface Shown {
  readonly title: string
  readonly main: Html
  readonly status?: Status
  readonly headers?: Readonly<Record<string, string>>
  /** Whether it is the same for everybody who is not signed in, so that others on the way may keep it for a moment. */
  readonly isShared?: boolean
  /** Whether it may stand in a frame on other sites. */
  readonly isEmbedded?: boolean
}

/** Where somebody is sent on to, and the credential that they have from then on: none where they signed out. */
export interface SentOn {
  readonly to: string
  readonly credential?: string | null
  readonly theme?: Theme
}

/** A page: what is shown at a path, taken from the budget of an operation. */
export interface Page {
  readonly path: `/${string}`
  readonly operation: AnyOperation
  readonly show: (visit: Visit) => Effect.Effect<Shown, Refused, HttpPorts>
}

/** What is done when a form is sent to a path. */
export interface Action {
  readonly path: `/${string}`
  readonly operation: AnyOperation
  readonly act: (visit: Visit) => Effect.Effect<Shown | SentOn, Refused, HttpPorts>
}
