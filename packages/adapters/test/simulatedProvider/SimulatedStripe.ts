import { createHmac } from "node:crypto"
import type { Fault, FaultKind, Resource } from "./Fault.ts"

/** Money that really moved. */
export interface Movement {
  readonly kind: "transfer" | "charge" | "refund" | "return"
  readonly id: string
  readonly amount: number
  readonly currency: string
  /** The connected account, the customer, or the payment that is given back. */
  readonly party: string
  readonly key: string
}

/** An event as a webhook would bring it. */
export interface SignedEvent {
  readonly payload: string
  readonly signature: string
}

/** What is answered to a request; nothing when no answer ever comes. */
export interface Answer {
  readonly status: number
  readonly body: unknown
}

interface Thing {
  readonly id: string
  readonly object: string
  readonly amount: number
  readonly currency: string
  readonly metadata: Readonly<Record<string, string>>
  readonly created: number
  readonly [field: string]: unknown
}

/** The fields of a form, nested ones by their brackets: `metadata[laurel_key]`. */
export type Form = ReadonlyMap<string, string>

/** The signing secret of the simulation's webhooks. */
export const simulatedSecret = "whsec_simulated"

const resources: ReadonlyArray<Resource> = ["transfers", "payment_intents", "refunds"]
const prefixes: Readonly<Record<Resource, string>> = { transfers: "tr", payment_intents: "pi", refunds: "re" }
const objects: Readonly<Record<Resource, string>> = {
  transfers: "transfer",
  payment_intents: "payment_intent",
  refunds: "refund"
}

const failure = (status: number, type: string, code: string, message: string): Answer => ({
  status,
  body: { error: { type, code, message } }
})

const noSuchThing = failure(404, "invalid_request_error", "resource_missing", "No such thing")
const broken = failure(500, "api_error", "internal", "Something went wrong on the provider's end")
const declines: Readonly<Record<Resource, Answer>> = {
  transfers: failure(400, "invalid_request_error", "balance_insufficient", "Insufficient funds in your account"),
  payment_intents: failure(402, "card_error", "card_declined", "Your card was declined"),
  refunds: failure(400, "invalid_request_error", "charge_disputed", "The charge is disputed")
}

/** The state and the behaviour of the simulated provider, without its HTTP. */
export class SimulatedStripe {
  readonly things: Record<Resource, Array<Thing>> = { transfers: [], payment_intents: [], refunds: [] }
  readonly movements: Array<Movement> = []
  readonly events: Array<SignedEvent> = []
  readonly #answers = new Map<string, { readonly asked: string; readonly answer: Answer }>()
  readonly #faults: Array<{ readonly on: Resource; readonly kind: FaultKind; left: number; readonly ms: number }> = []
  #count = 0

  addFaults(faults: ReadonlyArray<Fault>): void {
    for (const { on, kind, times = 1, ms = 0 } of faults) this.#faults.push({ on, kind, left: times, ms })
  }

  /** The fault that the next request to this resource meets, if any. */
  takeFault(on: Resource): { readonly kind: FaultKind; readonly ms: number } | undefined {
    const fault = this.#faults.find((one) => one.on === on && one.left > 0)
    if (fault !== undefined) fault.left--
    return fault
  }

  forget(): void {
    this.#answers.clear()
  }

  /** Creates a thing, once for each idempotency key that is remembered; the same key with other content is refused. */
  create(resource: Resource, form: Form, key: string, fault: FaultKind | undefined): Answer {
    const asked = JSON.stringify([resource, ...form])
    const known = this.#answers.get(key)
    if (known !== undefined) {
      return known.asked === asked
        ? known.answer
        : failure(400, "idempotency_error", "idempotency_error", "Keys can only be used with the same parameters")
    }
    if (fault === "is in progress") {
      return failure(409, "invalid_request_error", "idempotency_key_in_use", "Another request uses this key")
    }
    if (fault === "is busy") return failure(429, "invalid_request_error", "rate_limit", "Too many requests")
    const answer = this.#executed(resource, form, key, fault)
    // What fails its validation is not kept under its key.
    if (answer.status !== 404) this.#answers.set(key, { asked, answer })
    return answer
  }

  #executed(resource: Resource, form: Form, key: string, fault: FaultKind | undefined): Answer {
    if (fault === "declines") {
      if (resource === "payment_intents") this.#add(resource, form, { status: "requires_payment_method" })
      return declines[resource]
    }
    if (fault === "fails before") return broken
    if (fault === "processes") return { status: 200, body: this.#add(resource, form, { status: "processing" }) }
    const refusal = resource === "refunds" ? this.#overRefunded(form) : undefined
    if (refusal !== undefined) return refusal
    const thing = this.#add(resource, form, resource === "transfers" ? {} : { status: "succeeded" })
    this.#move(resource, thing, form, key)
    return fault === "fails after" ? broken : { status: 200, body: thing }
  }

  #add(resource: Resource, form: Form, more: Readonly<Record<string, unknown>>): Thing {
    const metadata: Record<string, string> = {}
    const fields: Record<string, string> = {}
    for (const [name, value] of form) {
      const inside = /^metadata\[(.*)\]$/.exec(name)?.[1]
      if (inside === undefined) fields[name] = value
      else metadata[inside] = value
    }
    const intent = this.#intent(form)
    const thing: Thing = {
      ...fields,
      id: `${prefixes[resource]}_${++this.#count}`,
      object: objects[resource],
      amount: Number(form.get("amount")),
      currency: form.get("currency") ?? intent?.currency ?? "eur",
      metadata,
      created: Math.floor(Date.now() / 1000),
      amount_reversed: 0,
      ...more
    }
    this.things[resource].unshift(thing)
    return thing
  }

  #intent(form: Form): Thing | undefined {
    return this.things.payment_intents.find(({ id }) => id === form.get("payment_intent"))
  }

  /** A refund of a payment that is not there, not paid, or given back already. */
  #overRefunded(form: Form): Answer | undefined {
    const intent = this.#intent(form)
    if (intent === undefined || intent.status !== "succeeded") return noSuchThing
    const refunded = this.things.refunds
      .filter((refund) => refund.payment_intent === intent.id && refund.status !== "failed")
      .reduce((sum, { amount }) => sum + amount, 0)
    return refunded + Number(form.get("amount")) <= intent.amount
      ? undefined
      : failure(400, "invalid_request_error", "charge_already_refunded", "The charge has been refunded")
  }

  #move(resource: Resource, { id, amount, currency }: Thing, form: Form, key: string): void {
    const kind = resource === "transfers" ? "transfer" : resource === "refunds" ? "refund" : "charge"
    const party = form.get("destination") ?? form.get("customer") ?? form.get("payment_intent") ?? ""
    this.movements.push({ kind, id, amount, currency, party, key })
  }

  list(resource: Resource, query: Form): Answer {
    const filters = ["transfer_group", "customer", "payment_intent"]
    const all = this.things[resource].filter((thing) =>
      filters.every((name) => !query.has(name) || thing[name] === query.get(name))
    )
    const start = all.findIndex(({ id }) => id === query.get("starting_after")) + 1
    const limit = Number(query.get("limit") ?? 10)
    const data = all.slice(start, start + limit)
    return { status: 200, body: { object: "list", url: `/v1/${resource}`, data, has_more: start + limit < all.length } }
  }

  cancel(id: string): Answer {
    const intent = this.things.payment_intents.find((one) => one.id === id)
    if (intent === undefined) return noSuchThing
    if (intent.status === "succeeded" || intent.status === "processing") {
      return failure(400, "invalid_request_error", "payment_intent_unexpected_state", "It cannot be canceled")
    }
    return {
      status: 200,
      body: this.#change("payment_intents", intent, { status: "canceled" }, "payment_intent.canceled")
    }
  }

  /** Money that was paid comes back. */
  giveBack(id: string): Answer {
    const transfer = this.things.transfers.find((one) => one.id === id)
    const refund = this.things.refunds.find((one) => one.id === id)
    const thing = transfer ?? refund
    if (thing === undefined) return noSuchThing
    const { amount, currency } = thing
    this.movements.push({ kind: "return", id, amount, currency, party: "us", key: "" })
    const body =
      transfer === undefined
        ? this.#change("refunds", thing, { status: "failed" }, "refund.failed")
        : this.#change("transfers", thing, { amount_reversed: amount, reversed: true }, "transfer.reversed")
    return { status: 200, body }
  }

  /** A payment that was processing is paid. */
  complete(id: string): Answer {
    const intent = this.things.payment_intents.find((one) => one.id === id)
    if (intent === undefined) return noSuchThing
    const { amount, currency } = intent
    this.movements.push({ kind: "charge", id, amount, currency, party: String(intent.customer), key: "" })
    return {
      status: 200,
      body: this.#change("payment_intents", intent, { status: "succeeded" }, "payment_intent.succeeded")
    }
  }

  #change(resource: Resource, thing: Thing, change: Readonly<Record<string, unknown>>, type: string): Thing {
    const changed: Thing = { ...thing, ...change }
    this.things[resource] = this.things[resource].map((one) => (one.id === thing.id ? changed : one))
    this.events.push(signed({ id: `evt_${++this.#count}`, object: "event", type, data: { object: changed } }))
    return changed
  }
}

/** An event with the signature that Stripe's webhooks carry. */
const signed = (event: unknown): SignedEvent => {
  const payload = JSON.stringify(event)
  const at = Math.floor(Date.now() / 1000)
  const digest = createHmac("sha256", simulatedSecret).update(`${at}.${payload}`).digest("hex")
  return { payload, signature: `t=${at},v1=${digest}` }
}

/** The resource of a path, if it is one. */
export const resourceOf = (name: string | undefined): Resource | undefined => resources.find((one) => one === name)
