import { DueDates, type DueKey, type KeptDueDate } from "@laurel/core/runtime"
import { compareIds } from "@laurel/core/shared"
import { Effect, Layer } from "effect"
import { World } from "./World.ts"

type OnRollback = (undo: () => void) => void

const slotOf = ({ kind, subject }: DueKey): string => `${kind} ${subject}`

const byKey = (a: DueKey, b: DueKey): number => compareIds(a.kind, b.kind) || compareIds(a.subject, b.subject)

/** Due dates in the process's memory. */
export const layerDueDates: Layer.Layer<DueDates, never, World> = Layer.effect(
  DueDates,
  Effect.gen(function* () {
    const world = yield* World
    const dates = new Map<string, KeptDueDate>()
    const put = (slot: string, date: KeptDueDate | undefined): void => {
      if (date === undefined) dates.delete(slot)
      else dates.set(slot, date)
    }
    const change = (key: DueKey, after: KeptDueDate | undefined, onRollback: OnRollback): void => {
      const slot = slotOf(key)
      const before = dates.get(slot)
      put(slot, after)
      onRollback(() => put(slot, before))
    }
    const changeAsRead = (read: KeptDueDate, after: KeptDueDate | undefined) =>
      world.act((onRollback) => {
        const date = dates.get(slotOf(read))
        if (date?.due !== read.due || date.wake !== read.wake) return false
        change(read, after, onRollback)
        return true
      })
    return DueDates.of({
      set: (batch) =>
        world.act((onRollback) => {
          for (const date of batch) change(date, { ...date, wake: date.due }, onRollback)
        }),
      clear: (keys) =>
        world.act((onRollback) => {
          for (const key of keys) change(key, undefined, onRollback)
        }),
      due: (now, limit) =>
        world.act(() =>
          [...dates.values()]
            .filter(({ wake }) => wake <= now)
            .sort((a, b) => a.wake - b.wake || byKey(a, b))
            .slice(0, limit)
        ),
      take: (read) => changeAsRead(read, undefined),
      postpone: (read, until) => changeAsRead(read, { ...read, wake: until }),
      of: (subjects) =>
        world.act(() => {
          const asked = new Set(subjects)
          return [...dates.values()]
            .filter(({ subject }) => asked.has(subject))
            .sort((a, b) => compareIds(a.subject, b.subject) || byKey(a, b))
        })
    })
  })
)
