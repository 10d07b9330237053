import { Schema } from "effect"
import { PlanFlaw } from "./PlanFlaw.ts"

/** There is no weight above zero, so nobody can be given anything (A11). */
export class NothingToShare extends Schema.TaggedError<NothingToShare>()("NothingToShare", { weights: Schema.Int }) {
  override get message() {
    return `None of the ${this.weights} weights is above zero`
  }
}

/** A contribution of less than nothing. */
export class NegativeContribution extends Schema.TaggedError<NegativeContribution>()("NegativeContribution", {
  payer: Schema.String,
  minorUnits: Schema.BigInt
}) {
  override get message() {
    return `${this.payer} contributed ${this.minorUnits}, which is less than nothing`
  }
}

/** The plan contradicts itself or the ranking, whatever the field; `flaws` has every contradiction. */
export class PlanUnsound extends Schema.TaggedError<PlanUnsound>()("PlanUnsound", { flaws: Schema.Array(PlanFlaw) }) {
  override get message() {
    return this.flaws.map((flaw) => flaw.message).join("; ")
  }
}

/** A draw cannot be held before its secret is revealed. */
export class SecretMissing extends Schema.TaggedError<SecretMissing>()("SecretMissing", { stage: Schema.String }) {
  override get message() {
    return `The draw of stage "${this.stage}" needs the secret it committed to`
  }
}

/** The revealed secret is not the one whose hash was published. */
export class SecretMismatch extends Schema.TaggedError<SecretMismatch>()("SecretMismatch", {
  stage: Schema.String,
  commitment: Schema.String,
  actual: Schema.String
}) {
  override get message() {
    return `The secret hashes to ${this.actual}, but the draw of stage "${this.stage}" committed to ${this.commitment}`
  }
}

/** The field is degenerate in a way that the plan does not answer. */
export class DegenerateUnanswered extends Schema.TaggedError<DegenerateUnanswered>()("DegenerateUnanswered", {
  situation: Schema.Literals([
    "emptyPool",
    "oneEntrant",
    "allScoresZero",
    "noWinner",
    "everyoneWins",
    "fewerFinishersThanPlaces"
  ]),
  stage: Schema.String
}) {
  override get message() {
    return `Stage "${this.stage}" met ${this.situation}; the plan does not say what then: set degenerate.${this.situation}`
  }
}

/** The prizes ask for more than there is, and the plan does not say who pays the difference. */
export class ShortfallUnanswered extends Schema.TaggedError<ShortfallUnanswered>()("ShortfallUnanswered", {
  stage: Schema.String,
  askedMinorUnits: Schema.BigInt,
  availableMinorUnits: Schema.BigInt
}) {
  override get message() {
    return `Stage "${this.stage}" asks for ${this.askedMinorUnits} but holds ${this.availableMinorUnits}; set shortfall to Organiser or ScaleDown`
  }
}

/** Money is left over and the plan names no destination for it, or one that nobody is there to be. */
export class ResidualUnanswered extends Schema.TaggedError<ResidualUnanswered>()("ResidualUnanswered", {
  minorUnits: Schema.BigInt,
  grossMinorUnits: Schema.BigInt,
  percentOfGross: Schema.String,
  reasons: Schema.Array(Schema.String)
}) {
  override get message() {
    return `${this.minorUnits} of ${this.grossMinorUnits} (${this.percentOfGross}%) would have no destination (${this.reasons.join(", ")}); set residual to one that exists`
  }
}

/** Why `award` refuses, in the order of precedence. */
export type PrizeRefused =
  | NegativeContribution
  | PlanUnsound
  | SecretMissing
  | SecretMismatch
  | DegenerateUnanswered
  | ShortfallUnanswered
  | ResidualUnanswered
