import { budgets } from "@laurel/http"
import { type Answer, asker } from "../http/ask.ts"
import { type Trial, withServers } from "./runTrial.ts"

/** A store of budgets that can be lost. */
export interface Losable {
  readonly kill: () => Promise<void>
  readonly start: () => Promise<void>
}

/** What is answered while the store of budgets is away, and afterwards. */
export interface Findings {
  /** Requests about money: how many were answered 503, to be sent again, and how many otherwise. */
  readonly closed: number
  readonly open: number
  /** Other requests: how many each process let in at most. */
  readonly mostLetIn: number
  readonly otherStatuses: ReadonlyArray<number>
  /** After how long money was let in again, in milliseconds. */
  readonly backMs: number
}

const patienceMs = 30_000

/** Asks every process for money and for boards while the store of budgets is away, and until it is counted there again. */
export const tryLost = (trial: Omit<Trial, "requests" | "cases">, store: Losable): Promise<Findings> =>
  withServers(trial, async (servers, identity) => {
    const askers = servers.map(({ url }) => asker(url, 5))
    const person = (who: string) => ({ authorization: `Bearer ${identity.tokenOf(who)}`, "idempotency-key": "gate" })
    const money = (who: string) => ({
      method: "POST",
      path: "/v1/challenges/none/settlement:apply",
      headers: person(who),
      body: {}
    })
    const draft = { method: "POST", path: "/v1/challenges/none/publish", headers: person("drafter"), body: {} }
    // Keys of the identity provider are fetched while everything is there.
    await Promise.all(askers.map(({ ask }) => ask(draft)))
    await store.kill()
    const each = budgets["definition-write"].quota + 10
    const answers = await Promise.all(
      askers.map(async ({ ask }) => ({
        money: await all(5, () => ask(money("payer"))),
        drafts: await all(each, () => ask(draft))
      }))
    )
    await store.start()
    const from = performance.now()
    for (const { ask } of askers)
      for (let at = 0; (await ask(money(`payer-${at % 20}`))).status === 503; at++) {
        if (performance.now() - from > patienceMs) throw new Error("money is refused although the store is back")
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    for (const { close } of askers) close()
    const ofMoney = answers.flatMap((one) => one.money)
    const isClosed = ({ status, header }: Answer) => status === 503 && Number(header("retry-after")) >= 1
    return {
      closed: ofMoney.filter(isClosed).length,
      open: ofMoney.filter((answer) => !isClosed(answer)).length,
      mostLetIn: Math.max(...answers.map(({ drafts }) => drafts.filter(({ status }) => status !== 429).length)),
      otherStatuses: [...new Set(answers.flatMap(({ drafts }) => drafts.map(({ status }) => status)))].sort(),
      backMs: performance.now() - from
    }
  })

const all = (times: number, ask: () => Promise<Answer>): Promise<ReadonlyArray<Answer>> =>
  Promise.all(Array.from({ length: times }, ask))
