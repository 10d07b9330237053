import { join } from "@laurel/core/challenge"
import { ChallengeId, ParticipantId, UserId } from "@laurel/core/shared"
import { tick } from "@laurel/core/work"
import { Effect } from "effect"
import { begin, type openHouse, steps } from "../house.ts"

const day = 86_400_000

const people = [
  "ada",
  "grace",
  "linus",
  "barbara",
  "edsger",
  "katherine",
  "alan",
  "radia",
  "dennis",
  "margaret",
  "ken",
  "frances"
]

/** A week of steps, three days in, with a board that has moved. */
export const walkedThreeDays = async (house: ReturnType<typeof openHouse>, id = "steps"): Promise<void> => {
  const { ask } = house
  await ask("POST", "/v1/challenges", {
    as: "olga",
    body: steps(id, {
      description: "Walk as far as you like between Monday and Sunday. Every step counts once.",
      featured: true
    })
  })
  await ask("POST", `/v1/challenges/${id}/publish`, { as: "olga" })
  const entries = people.map((name) => ({
    participantId: ParticipantId.make(name),
    userId: UserId.make(name),
    enteredAt: begin,
    categories: [],
    status: "Active" as const
  }))
  await house.run(join(ChallengeId.make(id), entries))
  for (let days = 0; days < 3; days++) {
    house.clock.moveTo(begin + days * day)
    await house.run(Effect.asVoid(tick()))
    for (const [at, name] of people.entries())
      await walk(house, name, 4_000 + ((at * 7_919 + days * 3_571) % 9_000), id)
  }
}

/** Somebody walks. */
export const walk = async (house: ReturnType<typeof openHouse>, who: string, quantity: number, id = "steps") => {
  const at = new Date(house.clock.currentTimeMillisUnsafe()).toISOString()
  const answer = await house.ask("POST", `/v1/challenges/${id}/activities`, {
    as: who,
    body: { metric: "steps", quantity, at, key: `${at} ${quantity}` }
  })
  if (answer.status !== 201) throw new Error(answer.text)
}

/** Three prizes out of entry fees that do not divide. */
export const pot = {
  currency: "EUR",
  prizes: {
    funding: { entryFee: "1001" },
    stages: [{ name: "main", awards: [{ _tag: "SharePerPlace", shares: ["50%", "30%", "20%"] }] }],
    residual: "Platform",
    degenerate: {
      allScoresZero: "Refund",
      noWinner: "Refund",
      fewerFinishersThanPlaces: "Redistribute",
      oneEntrant: "Refund"
    }
  }
} as const
