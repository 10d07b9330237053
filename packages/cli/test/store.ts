import { layer } from "@laurel/adapters/memory"
import type { Ports } from "@laurel/core"
import { type PaymentAnswer, PaymentProvider, PaymentUnknown } from "@laurel/core/payment"
import { Transaction } from "@laurel/core/runtime"
import { Context, Effect, Layer } from "effect"
import type { Database } from "../src/store/Database.ts"
import { lazyStores } from "../src/store/lazyStores.ts"
import { openLayer } from "../src/store/runtime.ts"
import type { StoreLocation } from "../src/store/StoreLocation.ts"
import type { OpenStore, Stores } from "../src/store/Stores.ts"
import { type Ended, json, pot, steps, World } from "./world.ts"

/** One store in memory that every command of a test opens, wherever it is said to be. */
export class OneStore implements Stores {
  private readonly opened: Promise<OpenStore>
  /** Where commands looked for it. */
  readonly asked: Array<StoreLocation> = []

  constructor(ports = layer) {
    this.opened = openLayer(Layer.fresh(ports))
  }

  async open(location: StoreLocation): Promise<OpenStore> {
    this.asked.push(location)
    const { run } = await this.opened
    return { run, close: async () => undefined }
  }

  async openDatabase(): Promise<undefined> {
    return undefined
  }

  readonly fastBoards = lazyStores.fastBoards
  readonly webhookSender = lazyStores.webhookSender

  async dispose(): Promise<void> {
    await (await this.opened).close()
  }
}

/** A database with nothing to be said of it. */
const database = (changes: Partial<Database>): Database => ({
  name: "trial",
  migrations: async () => [{ name: "0001_facts", state: "applied", appliedAt: 0 }],
  migrate: async () => [],
  partitions: async () => [],
  ensurePartitions: async () => [],
  archivePartitions: async () => [],
  fitRole: async () => undefined,
  grant: async () => undefined,
  explain: async () => [],
  facts: async () => ({ version: "18.6", now: Date.now(), bytes: 123_456, isBound: true }),
  close: async () => undefined,
  ...changes
})

/** Stores with a database of which a test says what matters to it. */
export const storesWith = (changes: Partial<Database>): Stores => {
  const stores = new OneStore()
  const { fastBoards, webhookSender } = stores
  return { open: stores.open.bind(stores), openDatabase: async () => database(changes), fastBoards, webhookSender }
}

/** Stores that stay open between commands. */
export interface Lasting extends Stores {
  readonly dispose: () => Promise<void>
}

/** Two people at terminals of their own, over one store. */
export class Office {
  readonly here = new World().write({ "steps.json": json(steps), "pot.json": json(pot) })
  readonly stores: Lasting

  constructor(stores: Lasting = new OneStore()) {
    this.stores = stores
  }

  /** Runs a command of somebody, at an instant: words in a line, without quotes. */
  laurel(command: string | ReadonlyArray<string>, surroundings: Parameters<World["laurel"]>[1] = {}): Promise<Ended> {
    return this.here.laurel(command, { stores: this.stores, user: "ada", ...surroundings })
  }

  /** As `laurel`, and fails where the command does not end with 0. */
  async does(command: string | ReadonlyArray<string>): Promise<Ended> {
    const ended = await this.laurel(command)
    if (ended.code !== 0) throw new Error(`${String(command)} ended with ${ended.code}: ${ended.err}`)
    return ended
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.here[Symbol.dispose]()
    await this.stores.dispose()
  }
}

/** Days of the challenges in `world.ts`. */
export const days = {
  before: "--at 2026-03-20",
  during: "--at 2026-04-10",
  after: "--at 2026-05-03"
} as const

/** All ports in memory, every transaction run again as a store does when others got in its way. */
export const twice: Layer.Layer<Ports> = Layer.effect(
  Transaction,
  Effect.map(Transaction, (port) => {
    const isInside = Context.Reference<boolean>("@laurel/cli/test/isInside", { defaultValue: () => false })
    return Transaction.of({
      ...port,
      transact: (effect) =>
        Effect.flatMap(isInside, (inside) => {
          if (inside) return port.transact(effect)
          const once = port.transact(Effect.provideService(effect, isInside, true))
          const undone = port.transact(Effect.andThen(Effect.exit(once), Effect.fail("again")))
          return Effect.andThen(Effect.exit(undone), once)
        })
    })
  })
).pipe(Layer.provideMerge(layer))

/** Activities that the challenge with a pot takes: ada 11 000, lin and bob 7 000 each. */
export const activities = `user,at,steps
ada,2026-04-01,5000
lin,2026-04-01,3000
bob,2026-04-01,4000
ada,2026-04-02,6000
lin,2026-04-02,4000
bob,2026-04-02,3000
`

/** A provider of payments that can be away: then it gives no answer, but pays what it is asked to. */
export class Provider {
  away = false
  /** Who it says that it is. */
  name = "pretended"
  /** How often it was asked what became of a payment. */
  lookUps = 0
  private readonly paid = new Map<string, PaymentAnswer>()

  /** All ports in memory, paid by this provider. */
  get ports(): Layer.Layer<Ports> {
    const pay = ({ key }: { readonly key: string }): Effect.Effect<PaymentAnswer, PaymentUnknown> => {
      const answer: PaymentAnswer = { _tag: "Paid", reference: `p${this.paid.size}` }
      this.paid.set(key, answer)
      return this.away ? Effect.fail(new PaymentUnknown({ key, cause: "no answer" })) : Effect.succeed(answer)
    }
    const lookUp = (key: string): Effect.Effect<PaymentAnswer | undefined, PaymentUnknown> =>
      Effect.suspend(() => {
        this.lookUps += 1
        return this.away
          ? Effect.fail(new PaymentUnknown({ key, cause: "no answer" }))
          : Effect.succeed(this.paid.get(key))
      })
    const nameNow = () => this.name
    const port = {
      get name() {
        return nameNow()
      },
      pay,
      charge: pay,
      lookUp
    }
    return Layer.succeed(PaymentProvider, port).pipe(Layer.provideMerge(layer))
  }
}

/** An office in which the challenge with a pot is over: three people entered, their activities are in. */
export const officeAfterPot = async (
  stores: Lasting = new OneStore(),
  prepare: (here: World) => unknown = () => undefined
): Promise<Office> => {
  const office = new Office(stores)
  prepare(office.here)
  office.here.write({ "a.csv": activities })
  await office.does(`challenge create pot.json ${days.before}`)
  await office.does(`challenge publish pot ${days.before}`)
  await office.does(`entry add pot ada lin bob --yes ${days.before}`)
  await office.does(`import pot a.csv ${days.during}`)
  return office
}
