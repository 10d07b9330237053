import { type ChallengeDefinition, type Rules, rulesOf } from "../src/challenge/index.ts"
import { commitmentOf, type PrizePlan } from "../src/prize/index.ts"
import {
  type Calendar,
  type Day,
  type Instant,
  ParticipantId,
  startOfDay,
  UserId,
  ZoneId
} from "../src/shared/index.ts"
import { handicapsIn } from "./rulesWithin.ts"
import { type TypicalQuantity, typicalQuantities } from "./typicalQuantities.ts"

/** The secret of every draw in a simulation: the real one is not for anybody to know before the end. */
export const simulatedSecret = "a secret that everybody may know"

/** Where people live whose own days count: at both ends of the earth, with and without summer time. */
const otherZones = ["UTC", "Pacific/Kiritimati", "America/Los_Angeles", "Asia/Kathmandu"].map((zone) =>
  ZoneId.make(zone)
)

/** A definition made ready to be simulated: worked out once, used for every run. */
export interface Setting {
  /** As given, but that draws are committed to `simulatedSecret`. */
  readonly definition: ChallengeDefinition
  readonly rules: Rules
  /** Zones of participants; only the challenge's where its days count for all. */
  readonly zones: readonly [ZoneId, ...Array<ZoneId>]
  readonly typical: ReadonlyMap<string, TypicalQuantity>
  readonly categories: ReadonlyArray<string>
  readonly usesHandicaps: boolean
  /** The instants at which the local days of a zone begin, from the calendar's first. */
  readonly dayStartsOf: (zone: ZoneId) => ReadonlyArray<Instant>
  readonly calendarIn: (zone: ZoneId) => Calendar
}

const settings = new WeakMap<ChallengeDefinition, Setting>()

/** The setting of a definition that has been checked; made once for each. */
export const settingOf = (given: ChallengeDefinition): Setting => {
  const known = settings.get(given)
  if (known !== undefined) return known
  const setting = prepare({
    ...given,
    ...(given.prizes === undefined ? {} : { prizes: withKnownSecret(given.prizes) })
  })
  settings.set(given, setting)
  return setting
}

const prepare = (definition: ChallengeDefinition): Setting => {
  const rules = rulesOf(definition)
  const dayStarts = new Map<ZoneId, ReadonlyArray<Instant>>()
  const calendarIn = (zone: ZoneId): Calendar => rules.calendarOf(someoneIn(zone))
  const days = rules.calendarOf(undefined)
  return {
    definition,
    rules,
    zones: definition.dayZone === "participant" ? [definition.zone, ...otherZones] : [definition.zone],
    typical: typicalQuantities(definition, days.last - days.first + 1),
    categories: categoriesIn(definition.prizes),
    usesHandicaps: [definition.score, ...Object.values(definition.measures)].some(handicapsIn),
    calendarIn,
    dayStartsOf: (zone) => {
      const known = dayStarts.get(zone)
      if (known !== undefined) return known
      const starts = startsOf(definition, zone, calendarIn(zone))
      dayStarts.set(zone, starts)
      return starts
    }
  }
}

const anybody = ParticipantId.make("anybody")
const anyUser = UserId.make("anybody")

const someoneIn = (zone: ZoneId): Parameters<Rules["calendarOf"]>[0] => ({
  participantId: anybody,
  userId: anyUser,
  enteredAt: 0,
  categories: [],
  status: "Active",
  zone
})

const startsOf = (
  { dayStartsAt }: ChallengeDefinition,
  zone: ZoneId,
  { first, last }: Calendar
): ReadonlyArray<Instant> => {
  const starts: Array<Instant> = []
  for (let day: Day = first; day <= last; day++) starts.push(startOfDay(zone, dayStartsAt, day))
  return starts
}

const categoriesIn = (plan: PrizePlan | undefined): ReadonlyArray<string> => [
  ...new Set(
    (plan?.stages ?? []).flatMap(({ awards }) =>
      awards.flatMap((awarding) =>
        awarding._tag === "AmountPerPlace" ? awarding.categories.map(({ category }) => category) : []
      )
    )
  )
]

const withKnownSecret = (plan: PrizePlan): PrizePlan => {
  const commitment = commitmentOf(simulatedSecret)
  const [first, ...others] = plan.stages
  const revealed = (stage: PrizePlan["stages"][number]): PrizePlan["stages"][number] => {
    const [award, ...more] = stage.awards
    const known = (awarding: typeof award): typeof award =>
      awarding._tag === "Draw" ? { ...awarding, commitment } : awarding
    return { ...stage, awards: [known(award), ...more.map(known)] }
  }
  return { ...plan, stages: [revealed(first), ...others.map(revealed)] }
}
