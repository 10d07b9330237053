import type { DueDate, DueKey, KeptDueDate } from "../../src/runtime/index.ts"
import { compareIds, type Instant } from "../../src/shared/index.ts"
import type { Prediction } from "../Command.ts"

/** What `DueDates` promises, over one list. */
export type DueDatesModel = ReadonlyArray<KeptDueDate>

const isOf = (a: DueKey, b: DueKey): boolean => a.kind === b.kind && a.subject === b.subject

const without = (model: DueDatesModel, key: DueKey): DueDatesModel => model.filter((date) => !isOf(date, key))

export const set = (model: DueDatesModel, dates: ReadonlyArray<DueDate>): Prediction<DueDatesModel> => [
  undefined,
  dates.reduce((kept, date) => [...without(kept, date), { ...date, wake: date.due }], model)
]

export const clear = (model: DueDatesModel, keys: ReadonlyArray<DueKey>): Prediction<DueDatesModel> => [
  undefined,
  keys.reduce(without, model)
]

export const due = (model: DueDatesModel, now: Instant, limit: number): ReadonlyArray<KeptDueDate> =>
  model
    .filter(({ wake }) => wake <= now)
    .toSorted((a, b) => a.wake - b.wake || compareIds(a.kind, b.kind) || compareIds(a.subject, b.subject))
    .slice(0, limit)

const isAsRead = (model: DueDatesModel, read: KeptDueDate): boolean =>
  model.some((date) => isOf(date, read) && date.due === read.due && date.wake === read.wake)

export const take = (model: DueDatesModel, read: KeptDueDate): Prediction<DueDatesModel> =>
  isAsRead(model, read) ? [true, without(model, read)] : [false, model]

export const postpone = (model: DueDatesModel, read: KeptDueDate, until: Instant): Prediction<DueDatesModel> =>
  isAsRead(model, read) ? [true, [...without(model, read), { ...read, wake: until }]] : [false, model]

export const of = (model: DueDatesModel, subjects: ReadonlyArray<string>): ReadonlyArray<KeptDueDate> =>
  model
    .filter(({ subject }) => subjects.includes(subject))
    .toSorted((a, b) => compareIds(a.subject, b.subject) || compareIds(a.kind, b.kind))
