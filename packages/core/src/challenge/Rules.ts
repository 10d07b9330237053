import { Result, Schema } from "effect"
import { type Terms, termsOf } from "../activity/index.ts"
import { compile, type Program } from "../scoring/index.ts"
import { type Calendar, calendarOf, canonicalJson, sha256Hex, type ZoneId } from "../shared/index.ts"
import { ChallengeDefinition } from "./ChallengeDefinition.ts"
import type { Entry } from "./Entry.ts"
import { type Schedule, scheduleOf } from "./schedule.ts"
import { scoringOf } from "./scoringOf.ts"

/** A definition made ready for use: instants, compiled scoring, calendars. */
export interface Rules {
  readonly definition: ChallengeDefinition
  readonly schedule: Schedule
  readonly program: Program
  /** Whether days are taken in the zone of each entry; if not, they are the same for all. */
  readonly hasZones: boolean
  /** The calendar that an entry's days are taken in. */
  readonly calendarOf: (entry: Entry | undefined) => Calendar
  /** Which activities are taken. */
  readonly terms: Terms
}

const ready = new WeakMap<ChallengeDefinition, Rules>()

/** The rules of a definition that has been checked; made once for each. An unsound definition is a defect. */
export const rulesOf = (definition: ChallengeDefinition): Rules => {
  const known = ready.get(definition)
  if (known !== undefined) return known
  const rules = prepare(definition)
  ready.set(definition, rules)
  return rules
}

const prepare = (definition: ChallengeDefinition): Rules => {
  const schedule = scheduleOf(definition)
  const calendars = new Map<ZoneId, Calendar>()
  const inZone = (zone: ZoneId): Calendar => {
    const calendar = calendars.get(zone) ?? calendarOf(zone, definition.dayStartsAt, schedule)
    calendars.set(zone, calendar)
    return calendar
  }
  const hasZones = definition.dayZone === "participant"
  const own = (entry: Entry | undefined): ZoneId => (hasZones ? entry?.zone : undefined) ?? definition.zone
  return {
    definition,
    schedule,
    program: Result.getOrThrow(compile(scoringOf(definition))),
    hasZones,
    calendarOf: (entry) => inZone(own(entry)),
    terms: termsOf({ window: schedule, graceEndsAt: schedule.graceEnds, metrics: definition.metrics })
  }
}

const encode = Schema.encodeSync(Schema.toCodecJson(ChallengeDefinition))

const hashes = new WeakMap<ChallengeDefinition, string>()

/** SHA-256 of the definition in canonical JSON: what is frozen when a challenge is published. Computed once for each. */
export const rulesHash = (definition: ChallengeDefinition): string => {
  const hash = hashes.get(definition) ?? sha256Hex(canonicalJson(encode(definition)))
  hashes.set(definition, hash)
  return hash
}
