import { Result } from "effect"
import type { History, Person } from "./History.ts"

/** Which people of a history take part, and which of their rows are sent: people by number, rows by number. */
export type Selection = ReadonlyMap<number, ReadonlyArray<number>>

/** Everything there is in a history. */
export const everything = ({ people }: History): Selection =>
  new Map(people.map(({ number, submissions }) => [number, submissions.map((row) => row.number)]))

/** The history with nobody and nothing but what is selected. */
export const select = (history: History, selection: Selection): History => ({
  ...history,
  people: history.people.flatMap((person): ReadonlyArray<Person> => {
    const rows = selection.get(person.number)
    if (rows === undefined) return []
    const kept = new Set(rows)
    return [{ ...person, submissions: person.submissions.filter(({ number }) => kept.has(number)) }]
  })
})

/** A run that can be repeated: a seed, and the part of its history that takes place, or all of it. */
export interface Replay {
  readonly seed: number
  readonly selection?: Selection
}

/**
 * A replay as one word for a command line: the seed, and for each person selected a colon, the person's number and its
 * rows. `42:3.0.4-7:5` is seed 42, person 3 with the rows 0 and 4 to 7, and person 5 with none; `42` alone is all of it.
 */
export const formatReplay = ({ seed, selection }: Replay): string => {
  if (selection === undefined) return `${seed}`
  const people = [...selection].map(([number, rows]) => [number, ...rangesOf(rows)].join("."))
  return [seed, ...(people.length === 0 ? [""] : people)].join(":")
}

const rangesOf = (rows: ReadonlyArray<number>): ReadonlyArray<string> => {
  const ranges: Array<[number, number]> = []
  for (const row of rows) {
    const last = ranges[ranges.length - 1]
    if (last !== undefined && last[1] === row - 1) last[1] = row
    else ranges.push([row, row])
  }
  return ranges.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`))
}

/** No person and no row has a higher number: a range beyond it is a slip of the keyboard. */
const highest = 10_000_000

const shape = /^(\d{1,10})((?::(?:\d{1,8}(?:\.\d{1,8}(?:-\d{1,8})?)*)?)*)$/

/** Reads what `formatReplay` wrote; fails with a sentence when it is none. */
export const parseReplay = (text: string): Result.Result<Replay, string> => {
  const match = shape.exec(text)
  const seed = Number(match?.[1])
  if (match === null || seed > 0xffffffff)
    return Result.fail(`"${text.slice(0, 40)}" is no replay such as 42 or 42:3.0.4-7:5`)
  const parts = match[2] ?? ""
  if (parts === "") return Result.succeed({ seed })
  const selection = new Map<number, ReadonlyArray<number>>()
  for (const part of parts
    .slice(1)
    .split(":")
    .filter((one) => one !== "")) {
    const [person = "", ...ranges] = part.split(".")
    const rows = ranges.flatMap((range) => rowsOf(range) ?? [-1])
    if (rows.includes(-1)) return Result.fail(`"${part.slice(0, 40)}" has a range that runs backwards or too far`)
    selection.set(Number(person), rows)
  }
  return Result.succeed({ seed, selection })
}

const rowsOf = (range: string): ReadonlyArray<number> | undefined => {
  const [from = 0, to = from] = range.split("-").map(Number)
  return to < from || to > highest ? undefined : Array.from({ length: to - from + 1 }, (_, index) => from + index)
}
