import fc from "fast-check"
import { afterEach, assert, beforeEach, describe, it, vi } from "vitest"
import { deliver } from "../src/resources/live/deliver.ts"
import type { Message } from "../src/resources/live/Message.ts"

const beatMs = 15_000
const patienceMs = 10_000

const numbered = (number: number): Message => ({ event: "difference", id: `${number}`, data: "{}" })
const nameOf = (message: Message): string => ("id" in message ? message.id : message.event)

/** A client of messages that come when the test says so. */
const openClient = () => {
  let source: ReadableStreamDefaultController<Message> | undefined
  let isCancelled = false
  let given = 0
  const messages = new ReadableStream<Message>({
    start: (controller) => {
      source = controller
    },
    cancel: () => {
      isCancelled = true
    }
  })
  const { stream, end } = deliver(messages, { first: "first", encode: nameOf, over: () => void given++ })
  const reader = stream.getReader()
  const told: Array<string> = []
  /** Reads one thing more, when there is one. */
  const read = async (): Promise<void> => {
    const { done, value } = await reader.read().catch(() => ({ done: true, value: "cut" }))
    if (value !== undefined) told.push(value)
    else if (done) told.push("over")
  }
  return {
    told,
    read,
    end,
    say: (number: number) => source?.enqueue(numbered(number)),
    stop: () => source?.close(),
    fail: () => source?.error(new Error("broken")),
    cancel: () => reader.cancel(),
    isCancelled: () => isCancelled,
    givenBack: () => given > 0
  }
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

describe("what one client is sent", () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it("are all messages in order, whenever they come and are read, and heartbeats where it waits for long", async () => {
    const step = fc.constantFrom("say", "read", "rest", "beat")
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const client = openClient()
        await client.read()
        let said = 0
        let isReading = false
        const read = async (): Promise<void> => {
          isReading = true
          await client.read()
          isReading = false
        }
        for (const one of steps) {
          if (one === "say") client.say(said++)
          if (one === "read" && !isReading) void read()
          // Only a client that reads has patience with it.
          await pass(one === "beat" && isReading ? beatMs : one === "rest" ? 100 : 0)
        }
        client.stop()
        for (; client.told.at(-1) !== "over"; await pass(0)) if (!isReading) void read()
        const messages = client.told.filter((name) => /^\d+$/.test(name))
        assert.deepStrictEqual(
          messages,
          Array.from({ length: said }, (_, number) => `${number}`)
        )
        assert.deepStrictEqual([client.told.at(0), client.told.at(-2)], ["first", "reconnect"])
        assert.isTrue(client.givenBack())
      }),
      { numRuns: 100 }
    )
  })

  it("a message that comes after a heartbeat was asked for is told next", async () => {
    const client = openClient()
    await client.read()
    const waiting = client.read()
    await pass(beatMs)
    await waiting
    client.say(1)
    client.say(2)
    await pass(0)
    await client.read()
    await client.read()
    assert.deepStrictEqual(client.told, ["first", "heartbeat", "1", "2"])
  })

  it("it is told goodbye when all are to end, also when it is slow, and its place is given back", async () => {
    for (const isWaiting of [true, false]) {
      const client = openClient()
      await client.read()
      const waiting = isWaiting ? client.read() : undefined
      await pass(0)
      client.end()
      await (waiting ?? client.read())
      await client.read()
      assert.deepStrictEqual(client.told, ["first", "reconnect", "over"])
      assert.deepStrictEqual([client.givenBack(), client.isCancelled()], [true, true])
    }
  })

  it("it is told goodbye where what it is told of fails", async () => {
    const client = openClient()
    await client.read()
    const waiting = client.read()
    client.fail()
    await waiting
    assert.deepStrictEqual(client.told, ["first", "reconnect"])
  })

  it("it is cut off when it does not read, from the first word on", async () => {
    for (const reads of [0, 1]) {
      const client = openClient()
      for (let times = 0; times < reads; times++) await client.read()
      if (reads > 0) {
        client.say(1)
        await client.read()
      }
      await pass(patienceMs - 1)
      assert.isFalse(client.givenBack())
      await pass(1)
      assert.deepStrictEqual([client.givenBack(), client.isCancelled()], [true, true])
      await client.read()
      assert.strictEqual(client.told.at(-1), "cut")
    }
  })

  it("a client that goes away leaves nothing behind", async () => {
    const client = openClient()
    await client.read()
    void client.read()
    await pass(0)
    await client.cancel()
    await pass(0)
    assert.deepStrictEqual([client.givenBack(), client.isCancelled(), vi.getTimerCount()], [true, true, 0])
    client.end()
  })
})
