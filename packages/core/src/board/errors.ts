import { Schema } from "effect"
import { ChallengeId } from "../shared/index.ts"

/** The boards cannot be reached or failed. What they are made of is in the store: nothing is lost. */
export class BoardsUnavailable extends Schema.TaggedError<BoardsUnavailable>()("BoardsUnavailable", {
  operation: Schema.String,
  cause: Schema.Defect()
}) {
  override get message() {
    return `The boards failed at ${this.operation}; nothing is lost, try again`
  }
}

/** There is no such board here: it was never built, it was dropped, or whoever kept it has lost it. */
export class BoardNotKept extends Schema.TaggedError<BoardNotKept>()("BoardNotKept", {
  challengeId: ChallengeId,
  scope: Schema.String
}) {
  override get message() {
    return `The board of challenge ${this.challengeId} (${this.scope}) is not kept here; rebuild it`
  }
}

/** The text is no cursor of the list that is asked for. */
export class InvalidCursor extends Schema.TaggedError<InvalidCursor>()("InvalidCursor", { cursor: Schema.String }) {
  override get message() {
    return `"${this.cursor}" is no cursor of this list; take the one that the page before ended with, or leave it out to begin at the top`
  }
}
