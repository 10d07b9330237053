import { Schema } from "effect"
import { ChallengeId } from "../shared/index.ts"

/** A try took longer than its kind of job may. */
export class DeadlineExceeded extends Schema.TaggedError<DeadlineExceeded>()("DeadlineExceeded", {
  deadlineMs: Schema.Int
}) {
  override get message() {
    return `It took longer than ${this.deadlineMs / 1000} s and was broken off`
  }
}

/** The lease ran out while the job was carried out, and it is another worker's. What was done in its transaction is undone. */
export class ClaimLost extends Schema.TaggedError<ClaimLost>()("ClaimLost", { key: Schema.String }) {
  override get message() {
    return `The job ${this.key} was given to another worker meanwhile`
  }
}

/** The provider still cannot say what became of some payouts of a challenge. */
export class PayoutsUncertain extends Schema.TaggedError<PayoutsUncertain>()("PayoutsUncertain", {
  challengeId: ChallengeId
}) {
  override get message() {
    return `The outcome of some payouts of ${this.challengeId} is still unknown; look at them, and report what became of each`
  }
}

/** The provider still cannot say what became of some charges of a challenge. */
export class ChargesUncertain extends Schema.TaggedError<ChargesUncertain>()("ChargesUncertain", {
  challengeId: ChallengeId
}) {
  override get message() {
    return `The outcome of some charges of ${this.challengeId} is still unknown; look at them, and report what became of each`
  }
}

/** A job of this kind says for what challenge it is; this one does not. */
export class ChallengeMissing extends Schema.TaggedError<ChallengeMissing>()("ChallengeMissing", {
  key: Schema.String
}) {
  override get message() {
    return `The job ${this.key} names no challenge; discard it`
  }
}
