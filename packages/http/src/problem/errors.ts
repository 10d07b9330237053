import { Flaw, formatPath } from "@laurel/core/shared"
import { Schema } from "effect"

/** What was sent cannot be used, with everything that is wrong with it. */
export class InvalidRequest extends Schema.TaggedError<InvalidRequest>()("InvalidRequest", {
  /** Where the flaws are: `body`, `query`, `path` or `headers`. */
  part: Schema.Literals(["body", "query", "path", "headers"]),
  flaws: Schema.NonEmptyArray(Flaw)
}) {
  override get message() {
    const [first] = this.flaws
    const more = this.flaws.length === 1 ? "" : `, and ${this.flaws.length - 1} more`
    if (first.path.length === 0) return `The ${this.part} ${first.message}${more}`
    return `The ${this.part} cannot be used: ${formatPath(first.path)} ${first.message}${more}`
  }
}

/** What came over the connection is no request of HTTP/1.1, or one that servers could understand differently. */
export class MalformedRequest extends Schema.TaggedError<MalformedRequest>()("MalformedRequest", {
  reason: Schema.String
}) {
  override get message() {
    return `This is no request of HTTP/1.1: ${this.reason}`
  }
}

/** The first line of the request and its headers are larger than the server reads. */
export class HeadersTooLarge extends Schema.TaggedError<HeadersTooLarge>()("HeadersTooLarge", {
  limitBytes: Schema.Int
}) {
  override get message() {
    return `The address and the headers may have ${this.limitBytes} bytes together`
  }
}

/** The request did not come whole in the time that there is for it. */
export class RequestTooSlow extends Schema.TaggedError<RequestTooSlow>()("RequestTooSlow", {}) {
  override get message() {
    return "The request took too long to come, and nothing was done; send it again, in one go"
  }
}

/** The body is no JSON text in UTF-8. */
export class MalformedBody extends Schema.TaggedError<MalformedBody>()("MalformedBody", { reason: Schema.String }) {
  override get message() {
    return `The body is no JSON: ${this.reason}`
  }
}

/** The body is larger than any that this operation takes. */
export class BodyTooLarge extends Schema.TaggedError<BodyTooLarge>()("BodyTooLarge", { limitBytes: Schema.Int }) {
  override get message() {
    return `The body may have ${this.limitBytes} bytes at most; send it in parts`
  }
}

/** The body is of a kind that this operation does not read. */
export class UnsupportedMediaType extends Schema.TaggedError<UnsupportedMediaType>()("UnsupportedMediaType", {
  supported: Schema.String
}) {
  override get message() {
    return `The body must be ${this.supported}: say so in Content-Type`
  }
}

/** The challenge has no plan of this hash. */
export class PlanNotFound extends Schema.TaggedError<PlanNotFound>()("PlanNotFound", { planHash: Schema.String }) {
  override get message() {
    return `The challenge has no plan ${this.planHash}; its settlement names the one that stands`
  }
}

/** No board of this day is kept that whoever asks may see. */
export class DayNotKept extends Schema.TaggedError<DayNotKept>()("DayNotKept", { day: Schema.String }) {
  override get message() {
    return `No board of ${this.day} is kept, or not yet for everybody; the list of days says which are`
  }
}

/** No activity that can be decided about holds this key. */
export class ActivityNotFound extends Schema.TaggedError<ActivityNotFound>()("ActivityNotFound", {
  source: Schema.String,
  key: Schema.String
}) {
  override get message() {
    return `No activity from ${this.source} holds the key ${this.key}, or it was refused or taken back; the explanation of a score names what is held`
  }
}

/** The activity is kept, and never counts. */
export class ActivityRefused extends Schema.TaggedError<ActivityRefused>()("ActivityRefused", {
  reason: Schema.String,
  /** The reason in a sentence. */
  why: Schema.String,
  /** The first field in which it differs from what is there under its key and revision. */
  field: Schema.optionalKey(Schema.String)
}) {
  override get message() {
    return `The activity does not count: ${this.why}`
  }
}

/** Nobody was entered. */
export class EntryRefused extends Schema.TaggedError<EntryRefused>()("EntryRefused", {
  reason: Schema.String,
  /** The reason in a sentence. */
  why: Schema.String,
  /** The first field in which it differs from the entry that is there. */
  field: Schema.optionalKey(Schema.String)
}) {
  override get message() {
    return `Nobody was entered: ${this.why}`
  }
}

/** The fee was not paid, and nobody was entered. */
export class ChargeRefused extends Schema.TaggedError<ChargeRefused>()("ChargeRefused", {}) {
  override get message() {
    return "The fee could not be charged, and nobody was entered; try again with another means of payment"
  }
}

/** The fee was paid, and nobody could be entered for it any more: it goes back to who paid it. */
export class FeeOwedBack extends Schema.TaggedError<FeeOwedBack>()("FeeOwedBack", {}) {
  override get message() {
    return "The fee was charged when nobody could be entered any more; it is paid back"
  }
}

/** There is nothing at this path. */
export class RouteNotFound extends Schema.TaggedError<RouteNotFound>()("RouteNotFound", {}) {
  override get message() {
    return "There is nothing here; /openapi.json lists what there is"
  }
}

/** There is something at this path, and not by this method. */
export class MethodNotAllowed extends Schema.TaggedError<MethodNotAllowed>()("MethodNotAllowed", {
  allowed: Schema.Array(Schema.String)
}) {
  override get message() {
    return `This path takes ${this.allowed.join(", ")}`
  }
}

/** A version of the API was asked for that there is not. */
export class UnsupportedApiVersion extends Schema.TaggedError<UnsupportedApiVersion>()("UnsupportedApiVersion", {
  supported: Schema.Array(Schema.String)
}) {
  override get message() {
    return `There is no such version of the API; X-API-Version may be ${this.supported.join(", ")}`
  }
}

/** An operation that moves money or changes who takes part was asked for without a key. */
export class IdempotencyKeyMissing extends Schema.TaggedError<IdempotencyKeyMissing>()("IdempotencyKeyMissing", {}) {
  override get message() {
    return "Send an Idempotency-Key of your own along: with it this can be sent again safely"
  }
}

/** The key came before, with another request. */
export class IdempotencyKeyReused extends Schema.TaggedError<IdempotencyKeyReused>()("IdempotencyKeyReused", {}) {
  override get message() {
    return "This Idempotency-Key came before with another request; make a new key for each thing that you want done"
  }
}

/** A form was sent that is none of the server's own pages, or one from before somebody signed in anew. */
export class FormNotOurs extends Schema.TaggedError<FormNotOurs>()("FormNotOurs", {}) {
  override get message() {
    return "The form is not one of this page as it is now; go back, load the page again, and send it once more"
  }
}

/** The token or key that was sent along proves nothing. Why is not said: it would help to guess one. */
export class CredentialRefused extends Schema.TaggedError<CredentialRefused>()("CredentialRefused", {
  /** Whether it came as a bearer token at all. */
  isBearer: Schema.Boolean
}) {
  override get message() {
    return this.isBearer
      ? "The token or key is not valid here, or no longer; get a new one"
      : "Authorization has to be `Bearer`, a space, and a token or a key of Laurel"
  }
}

/** The token in the address opens no stream. */
export class StreamTokenRefused extends Schema.TaggedError<StreamTokenRefused>()("StreamTokenRefused", {}) {
  override get message() {
    return "The token opens no stream here: it was used, is older than a minute, or is for another challenge; ask for another"
  }
}

/** The operation is carried out over a socket, and the request does not ask for one. */
export class UpgradeRequired extends Schema.TaggedError<UpgradeRequired>()("UpgradeRequired", {}) {
  override get message() {
    return "This is a WebSocket: connect with wss://, or follow the same as server-sent events"
  }
}

/** A budget, and what is left of it: less than nothing where it is used up. */
export const Left = Schema.Struct({
  budget: Schema.String,
  quota: Schema.Int,
  windowSeconds: Schema.Int,
  remaining: Schema.Int,
  /** After how many seconds there is more. */
  resetSeconds: Schema.Int
})
/** A budget, and what is left of it. */
export type Left = typeof Left.Type

/** Who asks has asked for as much as they may for now. */
export class QuotaExceeded extends Schema.TaggedError<QuotaExceeded>()("QuotaExceeded", {
  /** The budgets that the request would have been taken from, those that are used up first, the longest first. */
  left: Schema.NonEmptyArray(Left)
}) {
  /** The budget that has to be waited for longest. */
  get policy(): string {
    return this.left[0].budget
  }
  /** After how many seconds there is more. */
  get retryAfterSeconds(): number {
    return Math.max(1, this.left[0].resetSeconds)
  }
  override get message() {
    const [{ budget, quota, windowSeconds }] = this.left
    return `The limit "${budget}" of ${quota} in ${windowSeconds} s is used up; ask again in ${this.retryAfterSeconds} s`
  }
}

/** Whoever asks has as many streams open as they may. */
export class TooManyStreams extends Schema.TaggedError<TooManyStreams>()("TooManyStreams", { limit: Schema.Int }) {
  override get message() {
    return `At most ${this.limit} streams may be open at the same time; close one first`
  }
}

/** The operation was not finished in the time that there is for it; what it changed may be there or not. */
export class DeadlineExceeded extends Schema.TaggedError<DeadlineExceeded>()("DeadlineExceeded", {
  deadlineMs: Schema.Int
}) {
  override get message() {
    return `This took longer than ${this.deadlineMs / 1_000} s and was ended; send it again, with the same Idempotency-Key`
  }
}

/** The server has more to do than it can, or is about to stop. */
export class TemporaryReducedCapacity extends Schema.TaggedError<TemporaryReducedCapacity>()(
  "TemporaryReducedCapacity",
  {
    retryAfterSeconds: Schema.Int
  }
) {
  override get message() {
    return `There is too much to do for now; ask again in ${this.retryAfterSeconds} s`
  }
}

/** A bug of the server. What it was is in its log, under the id of the request, and nowhere else. */
export class InternalError extends Schema.TaggedError<InternalError>()("InternalError", {}) {
  override get message() {
    return "Something went wrong that is not your mistake; please report the request id"
  }
}

/** What an edge itself refuses with. */
export type EdgeRefused =
  | MalformedRequest
  | HeadersTooLarge
  | RequestTooSlow
  | InvalidRequest
  | MalformedBody
  | BodyTooLarge
  | UnsupportedMediaType
  | RouteNotFound
  | ActivityNotFound
  | ActivityRefused
  | PlanNotFound
  | DayNotKept
  | EntryRefused
  | ChargeRefused
  | FeeOwedBack
  | MethodNotAllowed
  | UnsupportedApiVersion
  | UpgradeRequired
  | CredentialRefused
  | FormNotOurs
  | StreamTokenRefused
  | IdempotencyKeyMissing
  | IdempotencyKeyReused
  | QuotaExceeded
  | TooManyStreams
  | DeadlineExceeded
  | TemporaryReducedCapacity
  | InternalError
