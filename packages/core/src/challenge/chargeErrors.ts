import { Schema } from "effect"
import { ChallengeId, formatInstant } from "../shared/index.ts"

/** No charge has this key in this challenge. */
export class ChargeNotFound extends Schema.TaggedError<ChargeNotFound>()("ChargeNotFound", {
  challengeId: ChallengeId,
  key: Schema.String
}) {
  override get message() {
    return `Challenge ${this.challengeId} has no charge with the key ${this.key}; check it against the provider's record`
  }
}

/** What is reported of a charge contradicts what the provider said of it before. */
export class ChargeContradicted extends Schema.TaggedError<ChargeContradicted>()("ChargeContradicted", {
  key: Schema.String,
  recorded: Schema.String,
  reported: Schema.String
}) {
  override get message() {
    return `Charge ${this.key} is recorded as ${this.recorded} and cannot be ${this.reported} as well; ask the provider which is right`
  }
}

/** The charge does not take this command in its state. */
export class ChargeTransitionForbidden extends Schema.TaggedError<ChargeTransitionForbidden>()(
  "ChargeTransitionForbidden",
  { key: Schema.String, state: Schema.String, command: Schema.String, allowed: Schema.Array(Schema.String) }
) {
  override get message() {
    const allowed =
      this.allowed.length === 0 ? "nothing more can be done with it" : `allowed: ${this.allowed.join(", ")}`
    return `Charge ${this.key} is ${this.state} and does not take ${this.command}; ${allowed}`
  }
}

/** Somebody else holds the lease of the charge. */
export class NotTheCharger extends Schema.TaggedError<NotTheCharger>()("NotTheCharger", {
  key: Schema.String,
  worker: Schema.String,
  heldBy: Schema.String
}) {
  override get message() {
    return `Charge ${this.key} is held by ${this.heldBy}, not by ${this.worker}`
  }
}

/** The answer of the provider came when nobody waited for it any more: only a look-up, a webhook or a person decides now. */
export class ChargeAnswerLate extends Schema.TaggedError<ChargeAnswerLate>()("ChargeAnswerLate", {
  key: Schema.String
}) {
  override get message() {
    return `The answer to charge ${this.key} came after its lease; reconcile the charges of the challenge`
  }
}

/** The lease of the charge is over: nothing may be sent for it any more. */
export class ChargeLeaseExpired extends Schema.TaggedError<ChargeLeaseExpired>()("ChargeLeaseExpired", {
  key: Schema.String,
  leaseUntil: Schema.Int
}) {
  override get message() {
    return `The lease of charge ${this.key} ended at ${formatInstant(this.leaseUntil)}; nothing is sent for it any more`
  }
}

/** The lease of the charge still runs: its worker may be at work. */
export class ChargeLeaseRunning extends Schema.TaggedError<ChargeLeaseRunning>()("ChargeLeaseRunning", {
  key: Schema.String,
  leaseUntil: Schema.Int
}) {
  override get message() {
    return `The lease of charge ${this.key} runs until ${formatInstant(this.leaseUntil)}; wait for it`
  }
}

/** The charge was submitted, so that it cannot be called off as never sent. */
export class ChargeWasSubmitted extends Schema.TaggedError<ChargeWasSubmitted>()("ChargeWasSubmitted", {
  key: Schema.String
}) {
  override get message() {
    return `Charge ${this.key} was submitted and may have been paid; only the provider or a person can say that it was not`
  }
}

/** Fees were charged through one provider, and another one is to go on: it knows nothing of them, or takes them for its own. */
export class OtherProviderCharged extends Schema.TaggedError<OtherProviderCharged>()("OtherProviderCharged", {
  challengeId: ChallengeId,
  provider: Schema.String,
  configured: Schema.String
}) {
  override get message() {
    return `Fees of ${this.challengeId} were charged through ${this.provider}, and ${this.configured} is to go on; only ${this.provider} can say what became of them and give them back`
  }
}

/** Somebody else changed the charge at the same moment. */
export class ChargeMoved extends Schema.TaggedError<ChargeMoved>()("ChargeMoved", { key: Schema.String }) {
  override get message() {
    return `Charge ${this.key} changed meanwhile; ask again`
  }
}
