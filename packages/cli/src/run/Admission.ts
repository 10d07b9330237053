import { type Entry, type EntryOutcome, join } from "@laurel/core/challenge"
import type { ChallengeId } from "@laurel/core/shared"
import type { UseCases } from "../useCases/runtime.ts"
import type { RefusedEntry } from "./RunResult.ts"

/** Entries are entered in groups of this many. */
const entryBatch = 5_000

/** Who is to enter, and the line of the file of entries that says so, where there is one. */
export interface Applicant {
  readonly entry: Entry
  readonly line?: number
}

/** Enters people into a challenge and remembers who was not admitted. */
export class Admission {
  private readonly challengeId: ChallengeId
  private readonly useCases: UseCases
  readonly refused: Array<RefusedEntry> = []
  private count = 0

  constructor(challengeId: ChallengeId, useCases: UseCases) {
    this.challengeId = challengeId
    this.useCases = useCases
  }

  /** How many have entered. */
  get entered(): number {
    return this.count
  }

  /** Enters these, as the challenge admits them. */
  async enter(applicants: ReadonlyArray<Applicant>): Promise<void> {
    for (let start = 0; start < applicants.length; start += entryBatch) {
      const batch = applicants.slice(start, start + entryBatch)
      const entries = batch.map(({ entry }) => entry)
      const outcomes = await this.useCases.run(join(this.challengeId, entries))
      for (const [at, outcome] of outcomes.entries()) this.note(outcome, batch[at])
    }
  }

  private note(outcome: EntryOutcome, applicant: Applicant | undefined): void {
    if (applicant === undefined) return
    if (outcome._tag === "Entered") this.count++
    if (outcome._tag !== "EntryRefused") return
    const { entry, ...line } = applicant
    const reason = outcome.field === undefined ? outcome.reason : `${outcome.reason} (${outcome.field})`
    this.refused.push({ ...line, participant: entry.participantId, reason })
  }
}
