import { Schema } from "effect"
import { ChallengeId, Flaw, formatInstant, formatPath, ParticipantId, PrincipalId } from "../shared/index.ts"

/** The definition is refused, with every reason. */
export class InvalidDefinition extends Schema.TaggedError<InvalidDefinition>()("InvalidDefinition", {
  flaws: Schema.NonEmptyArray(Flaw)
}) {
  override get message() {
    return (
      `The definition has ${this.flaws.length} ${this.flaws.length === 1 ? "mistake" : "mistakes"}:\n` +
      this.flaws.map((flaw) => `  ${formatPath(flaw.path)}: ${flaw.message}`).join("\n")
    )
  }
}

/** No challenge has this id. */
export class ChallengeNotFound extends Schema.TaggedError<ChallengeNotFound>()("ChallengeNotFound", {
  challengeId: ChallengeId
}) {
  override get message() {
    return `Challenge ${this.challengeId} does not exist; check the id, or define it first`
  }
}

/** A challenge with this id exists, with another definition or organiser. */
export class ChallengeExists extends Schema.TaggedError<ChallengeExists>()("ChallengeExists", {
  challengeId: ChallengeId
}) {
  override get message() {
    return `A challenge ${this.challengeId} exists already with other content; choose another id, or revise it while it is a draft`
  }
}

/** The challenge does not take this command in its state. */
export class ChallengeTransitionForbidden extends Schema.TaggedError<ChallengeTransitionForbidden>()(
  "ChallengeTransitionForbidden",
  {
    challengeId: ChallengeId,
    state: Schema.String,
    command: Schema.String,
    allowed: Schema.Array(Schema.String)
  }
) {
  override get message() {
    const allowed =
      this.allowed.length === 0 ? "nothing more can be done with it" : `allowed: ${this.allowed.join(", ")}`
    return `Challenge ${this.challengeId} is ${this.state} and does not take ${this.command}; ${allowed}`
  }
}

/** Only the organiser of a challenge may do this. */
export class NotOrganiser extends Schema.TaggedError<NotOrganiser>()("NotOrganiser", {
  challengeId: ChallengeId,
  by: PrincipalId
}) {
  override get message() {
    return `${this.by} is not the organiser of challenge ${this.challengeId}; only the organiser may do this`
  }
}

/** A step that waits for the clock was asked for too early. */
export class ChallengeNotDue extends Schema.TaggedError<ChallengeNotDue>()("ChallengeNotDue", {
  challengeId: ChallengeId,
  command: Schema.String,
  due: Schema.Int
}) {
  override get message() {
    return `${this.command} of challenge ${this.challengeId} is due at ${formatInstant(this.due)}`
  }
}

/** The window is over: what has ended cannot be published. */
export class WindowOver extends Schema.TaggedError<WindowOver>()("WindowOver", {
  challengeId: ChallengeId,
  ended: Schema.Int
}) {
  override get message() {
    return `The window of challenge ${this.challengeId} ended at ${formatInstant(this.ended)}`
  }
}

/** Whoever asks looked at another version of the challenge than the one that is there now. */
export class ChallengeChanged extends Schema.TaggedError<ChallengeChanged>()("ChallengeChanged", {
  challengeId: ChallengeId,
  atVersion: Schema.Int,
  actual: Schema.Int
}) {
  override get message() {
    return `Challenge ${this.challengeId} is at version ${this.actual}, and version ${this.atVersion} was meant; look at it again, and ask anew if it is still right`
  }
}

/** Another writer was first: load again and decide anew. */
export class VersionConflict extends Schema.TaggedError<VersionConflict>()("VersionConflict", {
  challengeId: ChallengeId,
  expected: Schema.Int,
  actual: Schema.Int
}) {
  override get message() {
    return `Challenge ${this.challengeId} is at version ${this.actual}, not ${this.expected}: it changed meanwhile`
  }
}

/** The store of challenges cannot be reached or failed; nothing was written. */
export class ChallengesUnavailable extends Schema.TaggedError<ChallengesUnavailable>()("ChallengesUnavailable", {
  operation: Schema.String,
  cause: Schema.Defect()
}) {
  override get message() {
    return `The store of challenges failed at ${this.operation}; nothing was written, try again`
  }
}

/** The participant is not in the challenge. */
export class ParticipantNotFound extends Schema.TaggedError<ParticipantNotFound>()("ParticipantNotFound", {
  challengeId: ChallengeId,
  participantId: ParticipantId
}) {
  override get message() {
    return `${this.participantId} takes no part in challenge ${this.challengeId}; check the id, which may differ from the user's`
  }
}

/** An adjustment with this id is there already, with other content. */
export class AdjustmentConflict extends Schema.TaggedError<AdjustmentConflict>()("AdjustmentConflict", {
  challengeId: ChallengeId,
  id: Schema.String,
  field: Schema.String
}) {
  override get message() {
    return `Adjustment ${this.id} of challenge ${this.challengeId} is there already with another ${this.field}; give a new adjustment an id of its own`
  }
}

/** The challenge has no adjustment with this id. */
export class AdjustmentNotFound extends Schema.TaggedError<AdjustmentNotFound>()("AdjustmentNotFound", {
  challengeId: ChallengeId,
  id: Schema.String
}) {
  override get message() {
    return `Challenge ${this.challengeId} has no adjustment ${this.id}; list its adjustments to see which there are`
  }
}

/** The challenge takes no deposit. */
export class DepositRefused extends Schema.TaggedError<DepositRefused>()("DepositRefused", {
  challengeId: ChallengeId,
  reason: Schema.String
}) {
  override get message() {
    return `Challenge ${this.challengeId} takes no deposit: ${this.reason}`
  }
}

/** The board cannot be shown yet: nothing is scored before the challenge is published. */
export class NotPublished extends Schema.TaggedError<NotPublished>()("NotPublished", { challengeId: ChallengeId }) {
  override get message() {
    return `Challenge ${this.challengeId} has not been published; publish it first`
  }
}

/** The challenge has no such board. */
export class NoSuchBoard extends Schema.TaggedError<NoSuchBoard>()("NoSuchBoard", {
  challengeId: ChallengeId,
  scope: Schema.String,
  available: Schema.Array(Schema.String)
}) {
  override get message() {
    return `Challenge ${this.challengeId} has no board "${this.scope}"; it has ${this.available.join(", ")}`
  }
}

/** The board does not stand still, so that there is nothing to be revealed. */
export class BoardNotFrozen extends Schema.TaggedError<BoardNotFrozen>()("BoardNotFrozen", {
  challengeId: ChallengeId,
  scope: Schema.String
}) {
  override get message() {
    return `The board of challenge ${this.challengeId} (${this.scope}) is not frozen; freeze it first`
  }
}

/** The board could not be built for now; the warning of the projector says why. */
export class BoardNotBuilt extends Schema.TaggedError<BoardNotBuilt>()("BoardNotBuilt", {
  challengeId: ChallengeId,
  scope: Schema.String
}) {
  override get message() {
    return `The board of challenge ${this.challengeId} (${this.scope}) could not be built for now; try again`
  }
}

/** As many activities wait to be recorded as may: these were not taken. */
export class RecorderFull extends Schema.TaggedError<RecorderFull>()("RecorderFull", {
  challengeId: ChallengeId,
  waiting: Schema.Int,
  limit: Schema.Int
}) {
  override get message() {
    return `${this.waiting} activities of challenge ${this.challengeId} wait to be recorded, and ${this.limit} may; send these again in a moment`
  }
}
