// Money: entry fees and a sponsor fill a pool; it is planned, approved by somebody else, posted to a double-entry ledger
// and paid. Every minor unit has a destination, and whoever holds the plan can check it.
import * as Laurel from "@laurel/adapters"
import { planFromJson, toCanonical, verifyPlan } from "@laurel/core/settlement"
import { formatAmount, Rational } from "@laurel/core/shared"
import { Result } from "effect"

const time = { now: Date.parse("2026-04-25T09:00:00Z") }
const laurel = await Laurel.open({ store: "memory", clock: () => time.now, organiser: "olga" })

await laurel.define({
  id: "spring-run",
  name: "Spring run",
  zone: "Europe/Paris",
  window: { start: "2026-05-01", end: "2026-06-01" },
  disputeHours: 48,
  metrics: [{ name: "distance", unit: "km", decimals: 2 }],
  score: { _tag: "Total", metric: "distance" },
  currency: "EUR",
  prizes: {
    funding: { entryFee: "2500", sponsor: "10001" },
    deductions: [{ _tag: "PlatformFee", percent: "10%" }],
    stages: [{ name: "main", awards: [{ _tag: "SharePerPlace", shares: ["50%", "30%", "20%"] }] }],
    residual: "Platform",
    degenerate: {
      emptyPool: "NoPrizes",
      oneEntrant: "Refund",
      allScoresZero: "Refund",
      noWinner: "Refund",
      everyoneWins: "PayAsRanked",
      fewerFinishersThanPlaces: "Redistribute"
    }
  }
})
await laurel.publish("spring-run")
await laurel.deposit("spring-run", { id: "acme-1", kind: "Sponsor", payer: "acme", minorUnits: "10001" })
const people = ["ada", "bob", "lin", "mia", "tom"]
await laurel.join(
  "spring-run",
  people.map((user) => ({ user, fee: { minorUnits: "2500" } }))
)

time.now = Date.parse("2026-05-20T20:00:00Z")
const kilometres = { ada: 81.5, bob: 64.25, lin: 64.25, mia: 64.25, tom: 12 }
await laurel.record(
  "spring-run",
  Object.entries(kilometres).map(([user, quantity]) => ({ user, metric: "distance", quantity, at: time.now }))
)

time.now = Date.parse("2026-06-01T00:00:00Z")
await laurel.finish("spring-run")
const plan = await laurel.plan("spring-run")
for (const { participantId, place, tied, minorUnits, share } of plan.prizes.awards) {
  const shared = tied === 1 ? "" : `, shared by ${tied}`
  const exact = Rational.formatRational(share)
  console.log(`${participantId}: place ${place}${shared}: ${formatAmount(minorUnits, "EUR")} (exactly ${exact} cents)`)
}

// The plan travels as text. Whoever gets it checks its hash, its sums and its lines; one digit added is found.
const text = toCanonical(plan)
const findingsIn = (json: string) =>
  Result.match(planFromJson(json), { onFailure: () => ["unreadable"], onSuccess: verifyPlan })
console.log(`\nthe plan has ${findingsIn(text).length} findings`)
console.log(`with one digit added it has ${findingsIn(text.replace('"due":"', '"due":"1')).length}`)

// Who made the plan cannot approve it, and nobody can before the dispute window is over.
const attempt = (by: string) =>
  laurel.approve("spring-run", plan.hash, by).then(
    ({ _tag }) => `${by}: ${_tag}`,
    (refusal: Error) => `${by}: ${refusal.message.replace(/settlement [\w-]+/, "the settlement")}`
  )
console.log(`\n${await attempt("nina")}`)
time.now = Date.parse("2026-06-03T00:00:00Z")
console.log(await attempt("olga"))
console.log(await attempt("nina"))

await laurel.post("spring-run")
const settled = await laurel.pay("spring-run")
console.log(`settlement: ${settled._tag}`)
for (const { recipient, minorUnits, currency, _tag } of await laurel.payouts("spring-run")) {
  console.log(`${recipient} ${formatAmount(minorUnits, currency)} ${currency}: ${_tag}`)
}

console.log(`\n${await laurel.journal("spring-run", "hledger")}`)
