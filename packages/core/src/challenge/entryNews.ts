import { type Happening, saidOfMany } from "../webhook/index.ts"
import type { Entry } from "./Entry.ts"

const ids = (entries: ReadonlyArray<Entry>): ReadonlyArray<string> => entries.map(({ participantId }) => participantId)

/** What others may be told of participants who have entered. */
export const haveJoined = (entered: ReadonlyArray<Entry>): ReadonlyArray<Happening> =>
  saidOfMany("entry.joined", "participant_ids", ids(entered))

/** What others may be told of entries that were amended: who is out of the contest and was not. */
export const haveWithdrawn = (
  amended: ReadonlyArray<Entry>,
  before: ReadonlyMap<Entry["participantId"], Entry>
): ReadonlyArray<Happening> =>
  saidOfMany(
    "entry.withdrawn",
    "participant_ids",
    ids(
      amended.filter(
        ({ participantId, status }) => status === "Withdrawn" && before.get(participantId)?.status === "Active"
      )
    )
  )
