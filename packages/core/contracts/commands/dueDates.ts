import fc from "fast-check"
import { type DueDate, DueDates, DueKind, type KeptDueDate } from "../../src/runtime/index.ts"
import { instants, participantIds } from "../arbitraries/shared.ts"
import type { Command } from "../Command.ts"
import { clear, type DueDatesModel, due, of, postpone, set, take } from "../model/dueDates.model.ts"

type DueDatesCommand = Command<DueDatesModel, DueDates>

const everything = { now: Date.UTC(9999, 11, 31), limit: 1000 }
const kinds = fc.constantFrom("step", "hold").map((text) => DueKind.make(text))
const keys = fc.record({ kind: kinds, subject: participantIds }, { noNullPrototype: true })
const dates: fc.Arbitrary<DueDate> = fc.record(
  { kind: kinds, subject: participantIds, due: instants },
  { noNullPrototype: true }
)
const read: fc.Arbitrary<KeptDueDate> = fc.record(
  { kind: kinds, subject: participantIds, due: instants, wake: instants },
  { noNullPrototype: true }
)

const setting = fc.array(dates, { maxLength: 4 }).map(
  (batch): DueDatesCommand => ({
    text: () => `set(${fc.stringify(batch)})`,
    predict: (model) => set(model, batch),
    perform: DueDates.use((port) => port.set(batch))
  })
)

const clearing = fc.array(keys, { maxLength: 2 }).map(
  (batch): DueDatesCommand => ({
    text: () => `clear(${fc.stringify(batch)})`,
    predict: (model) => clear(model, batch),
    perform: DueDates.use((port) => port.clear(batch))
  })
)

const looking = (now: number, limit: number): DueDatesCommand => ({
  text: () => `due(${now}, ${limit})`,
  predict: (model) => [due(model, now, limit), model],
  perform: DueDates.use((port) => port.due(now, limit))
})

const taking = read.map(
  (date): DueDatesCommand => ({
    text: () => `take(${fc.stringify(date)})`,
    predict: (model) => take(model, date),
    perform: DueDates.use((port) => port.take(date))
  })
)

const postponing = fc.tuple(read, instants).map(
  ([date, until]): DueDatesCommand => ({
    text: () => `postpone(${fc.stringify(date)}, ${until})`,
    predict: (model) => postpone(model, date, until),
    perform: DueDates.use((port) => port.postpone(date, until))
  })
)

const finding = fc.array(participantIds, { maxLength: 3 }).map(
  (subjects): DueDatesCommand => ({
    text: () => `of(${fc.stringify(subjects)})`,
    predict: (model) => [of(model, subjects), model],
    perform: DueDates.use((port) => port.of(subjects))
  })
)

export const dueDatesCommands = fc.oneof(
  { weight: 4, arbitrary: setting },
  { weight: 1, arbitrary: clearing },
  { weight: 2, arbitrary: fc.tuple(instants, fc.integer({ min: 0, max: 3 })).map((args) => looking(...args)) },
  { weight: 3, arbitrary: taking },
  { weight: 2, arbitrary: postponing },
  { weight: 1, arbitrary: finding }
)

export const dueDatesObservations = [looking(everything.now, everything.limit)]
