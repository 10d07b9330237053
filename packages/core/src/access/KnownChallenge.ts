import type { Challenge } from "../challenge/index.ts"

/** What is asked of a challenge to say who may do what with it. Once it is no draft, all of it stays as it is for good. */
export interface KnownChallenge extends Pick<Challenge, "id" | "organiser" | "definition"> {
  readonly isDraft: boolean
}

/** That of a challenge. */
export const knownOf = ({ _tag, id, organiser, definition }: Challenge): KnownChallenge => ({
  id,
  organiser,
  definition,
  isDraft: _tag === "Draft"
})
