import type { Challenge } from "@laurel/core/challenge"
import { labelled } from "../../output/labelled.ts"
import type { Session } from "../../session/Session.ts"
import { show } from "../../session/show.ts"
import { challengeJson } from "./challengeJson.ts"
import { challengeLines } from "./challengeLines.ts"

/** Prints a challenge as it is now. */
export const showChallenge = (session: Session, challenge: Challenge): void =>
  show(session, challengeJson(challenge), (style) => labelled(challengeLines(challenge), style))
