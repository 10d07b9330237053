import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { root } from "./check/run.ts"

// Writes the example files of examples/data: invented people, the same bytes on every run.

/** Uniform whole numbers from a seed (mulberry32): examples must not change when they are made again. */
const numbersFrom = (seed: number) => {
  let state = seed
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
  return (low: number, high: number): number => low + (next() % (high - low + 1))
}

const dayMillis = 86_400_000
const dateAfter = (first: string, days: number): string =>
  new Date(Date.parse(first) + days * dayMillis).toISOString().slice(0, 10)
const americanDate = (iso: string): string => {
  const [year, month, day] = iso.split("-").map(Number)
  return `${month}/${day}/${year}`
}
const write = (name: string, lines: ReadonlyArray<string>): void =>
  writeFileSync(join(root, "examples/data", name), `${lines.join("\n")}\n`)

const names =
  `ada alan barbara carol claude dana dennis donald edith edsger emmy erna fran frances grace hana hedy ida ivan jean
joan john karen katherine ken leslie linus lise lynn margaret marie niklaus otto radia rosa sofia tim ursula vera wanda`.split(
    /\s+/
  )

const stepChallenge = (): void => {
  const pick = numbersFrom(20260401)
  const rows: Array<string> = []
  const late: Array<string> = []
  names.forEach((name, at) => {
    const level = 4_000 + 260 * at
    for (let day = 0; day < 30; day++) {
      if (pick(1, 25) === 1) continue
      // Vera and Wanda walk together every day: the same steps, so they tie.
      if (name === "wanda") continue
      const steps = level + pick(-2_500, 4_500)
      rows.push(`${name},${dateAfter("2026-04-01", day)},${steps},`)
      if (name === "vera") rows.push(`wanda,${dateAfter("2026-04-01", day)},${steps},`)
    }
  })
  // The devices of three people sent a day twice, those of two sent a day long after the end.
  const repeated = [17, 401, 902].map((at) => rows[at] ?? "")
  late.push("ursula,2026-04-29,41000,2026-05-04T09:00:00Z", "tim,2026-04-30,38000,2026-05-03T10:30:00Z")
  const kept = rows.filter((row) => !row.startsWith("ursula,2026-04-29") && !row.startsWith("tim,2026-04-30"))
  write("step-challenge.csv", ["user,at,steps,receivedAt", ...kept, ...repeated, ...late])
  write("step-challenge-entries.csv", [
    "user,division,enteredAt",
    ...names.map((name, at) => `${name},${at % 3 === 0 ? "Beginners" : "Regulars"},2026-03-${10 + (at % 20)}`)
  ])
}

const weightLoss = (): void => {
  const pick = numbersFrom(20260105)
  const rows = names.slice(0, 12).flatMap((name, at) => {
    const start = 680 + pick(0, 400)
    const loss = at === 11 ? 21 : 50 + pick(0, 30)
    return Array.from({ length: 9 }, (_, week) => {
      const tenths = start - Math.trunc((start * loss * week) / 8_000) + (week === 0 || week === 8 ? 0 : pick(-4, 4))
      return `${name},${dateAfter("2026-01-10", 7 * week)},${Math.trunc(tenths / 10)}.${tenths % 10}`
    })
  })
  write("weight-loss.csv", ["user,at,weight", ...rows])
}

const officeTeams = (): void => {
  const pick = numbersFrom(20260601)
  const teams = ["Accounting", "Design", "Engineering", "Support"]
  const members = names.slice(0, 20)
  const rows = members.flatMap((name, at) =>
    Array.from({ length: 14 }, (_, day) => {
      const steps = pick(0, 9) === 0 ? "" : `${5_000 + 150 * at + pick(0, 6_000)}`
      const tenths = pick(0, 4) === 0 ? pick(30, 260) : 0
      const cycling = tenths === 0 ? "" : `${Math.trunc(tenths / 10)}.${tenths % 10}`
      return `${name},${dateAfter("2026-06-01", day)},${steps},${cycling}`
    })
  )
  write("office-teams.csv", ["person;day;walked;cycled", ...rows.map((row) => row.replaceAll(",", ";"))])
  write("office-teams-entries.csv", [
    "user,team",
    ...members.map((name, at) => `${name},${teams[at % teams.length] ?? ""}`)
  ])
}

const tracker = (): void => {
  const pick = numbersFrom(20160412)
  const rows = Array.from({ length: 8 }, (_, person) => person).flatMap((person) =>
    Array.from({ length: 31 }, (_, day) => {
      const steps = 5_000 + 900 * person + pick(0, 8_000)
      const metres = Math.trunc((steps * 71) / 100)
      const kilometres = `${Math.trunc(metres / 1_000)}.${String(metres % 1_000).padStart(3, "0")}`
      return `${1001 + person},${americanDate(dateAfter("2016-04-12", day))},${steps},${kilometres},${pick(0, 60)}`
    })
  )
  write("tracker-sample.csv", ["Id,ActivityDate,TotalSteps,TotalDistance,VeryActiveMinutes", ...rows])
}

stepChallenge()
weightLoss()
officeTeams()
tracker()
console.log("examples/data: written")
