import { Schema } from "effect"
import { PrincipalId } from "../shared/index.ts"
import { scopes } from "./Principal.ts"

/** Nobody is known to ask, and only somebody known may. */
export class NotAuthenticated extends Schema.TaggedError<NotAuthenticated>()("NotAuthenticated", {}) {
  override get message() {
    return "Nobody is signed in; send a token or a key along"
  }
}

/** The key may not be used for this. */
export class ScopeMissing extends Schema.TaggedError<ScopeMissing>()("ScopeMissing", {
  key: Schema.String,
  needed: Schema.Literals(scopes)
}) {
  override get message() {
    return `The key ${this.key} lacks the scope "${this.needed}"; use one that has it`
  }
}

/** Whoever asks may see this, and may not do it. */
export class AccessDenied extends Schema.TaggedError<AccessDenied>()("AccessDenied", {
  by: PrincipalId,
  /** Who may, as the end of a sentence. */
  only: Schema.String
}) {
  override get message() {
    return `${this.by} may not do this; only ${this.only} may`
  }
}

/** What is asked needs a proof of who asks that is fresher than the one there is. */
export class FreshProofNeeded extends Schema.TaggedError<FreshProofNeeded>()("FreshProofNeeded", {
  by: PrincipalId,
  /** How old the proof may be, in seconds. */
  maximumAgeSeconds: Schema.Int
}) {
  override get message() {
    return `${this.by} has to sign in again first: this needs a sign-in that is at most ${this.maximumAgeSeconds} seconds old`
  }
}

/** The store of keys and answers cannot be reached or failed; nothing was written. */
export class AccessUnavailable extends Schema.TaggedError<AccessUnavailable>()("AccessUnavailable", {
  operation: Schema.String,
  cause: Schema.Defect()
}) {
  override get message() {
    return `The store of keys failed at ${this.operation}; nothing was written, try again`
  }
}

/** What is taken from budgets cannot be counted for now; it may have been counted or not. */
export class BudgetsUnavailable extends Schema.TaggedError<BudgetsUnavailable>()("BudgetsUnavailable", {
  cause: Schema.Defect()
}) {
  override get message() {
    return "The store of budgets failed; try again"
  }
}

/** The key was revoked or has expired, and there is nothing to put another in the place of. */
export class KeyEnded extends Schema.TaggedError<KeyEnded>()("KeyEnded", { key: Schema.String }) {
  override get message() {
    return `The key ${this.key} was revoked or has expired; issue another`
  }
}

/** No key has this name. */
export class KeyNotFound extends Schema.TaggedError<KeyNotFound>()("KeyNotFound", { key: Schema.String }) {
  override get message() {
    return `There is no key ${this.key}; list the keys to see which there are`
  }
}
