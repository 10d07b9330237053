import { Effect } from "effect"
import type { AnyOperation } from "../../operation/Operation.ts"
import type { HttpPorts } from "../../ports/HttpPorts.ts"
import { CredentialRefused } from "../../problem/errors.ts"
import { problems, type Refused } from "../../problem/problems.ts"
import { applyPlan, approvePlan, planSettlement, rejectPlan } from "../../resources/settlements/operations.ts"
import { requireFormToken } from "../session/requireFormToken.ts"
import { pathOf } from "../site/formats.ts"
import { html } from "../visit/Html.ts"
import type { Action, SentOn, Shown, Visit } from "../visit/Visit.ts"
import { showSettlement } from "./settlementPage.ts"

interface Step {
  readonly verb: string
  readonly operation: AnyOperation
  readonly bodyOf: (visit: Visit) => unknown
  /** By whom it is done: whoever is signed in, unless they have to show once more who they are. */
  readonly by?: (visit: Visit) => Effect.Effect<Visit, Refused, HttpPorts>
}

/** Money moves only for whoever shows at that moment who they are, and is still the same. */
const shownAnew = (visit: Visit): Effect.Effect<Visit, Refused, HttpPorts> =>
  Effect.flatMap(visit.as(visit.field("credential").trim()), (again) =>
    idOf(again) === idOf(visit) ? Effect.succeed(again) : Effect.fail(new CredentialRefused({ isBearer: true }))
  )

const idOf = ({ principal }: Visit) => (principal._tag === "Anonymous" ? undefined : principal.id)

const hashOf = (visit: Visit) => ({ plan_hash: visit.field("plan_hash") })

const steps: ReadonlyArray<Step> = [
  { verb: "plan", operation: planSettlement, bodyOf: () => ({}) },
  { verb: "sign", operation: approvePlan, bodyOf: hashOf },
  { verb: "reject", operation: rejectPlan, bodyOf: (visit) => ({ ...hashOf(visit), reason: visit.field("reason") }) },
  { verb: "apply", operation: applyPlan, bodyOf: hashOf, by: shownAnew }
]

const taken = (visit: Visit, { operation, bodyOf, by = Effect.succeed }: Step) =>
  Effect.gen(function* () {
    yield* requireFormToken(visit)
    const who = yield* by(visit)
    yield* who.ask(operation, {
      params: { challenge_id: visit.param("challenge_id") },
      body: bodyOf(visit),
      idempotencyKey: visit.field("key")
    })
  })

/** The settlement as it is, and what was refused above it. */
const refusedOn = (visit: Visit, refused: Refused): Effect.Effect<Shown, Refused, HttpPorts> => {
  const { status, title } = problems[refused._tag]
  const detail = status === 500 ? "It is in the log of the server." : refused.message
  return showSettlement(visit, html`<p class="banner" role="alert">${title}. ${detail}</p>`, status)
}

/** What somebody can do about a settlement on its page: by the same operations as over the API, once for each form that was shown. */
export const settlementActions: ReadonlyArray<Action> = steps.map((step) => ({
  path: `/challenges/:challenge_id/settlement/${step.verb}`,
  operation: step.operation,
  act: (visit) =>
    taken(visit, step).pipe(
      Effect.map((): SentOn | Shown => ({ to: pathOf(visit.param("challenge_id"), "settlement") })),
      Effect.catch((refused) => refusedOn(visit, refused))
    )
}))
