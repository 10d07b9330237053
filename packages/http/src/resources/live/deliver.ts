import type { Message } from "./Message.ts"

/** So often something is sent, so that nobody on the way takes a quiet stream for a dead one. */
const beatMs = 15_000
/**
 * So long a client may take to read what it was sent; then it is cut off, and may resume where it left off. With what is on its way before
 * that is noticed, nobody holds anything for longer than fifteen seconds.
 */
const patienceMs = 10_000

/** How one client is sent messages. */
export interface Delivery<A> {
  /** What it is sent before anything else. */
  readonly first?: A
  readonly encode: (message: Message) => A
  /** Called when it has ended, however it does; perhaps more than once. */
  readonly over: () => void
  /** After how long without a message it is told that the stream is alive; fifteen seconds unless said otherwise. */
  readonly beatMs?: number
  /** How long it may take to read; ten seconds unless said otherwise. */
  readonly patienceMs?: number
}

/** What a client reads, and what says goodbye to it. */
export interface Delivered<A> {
  readonly stream: ReadableStream<A>
  readonly end: () => void
}

const heartbeat: Message = { event: "heartbeat" }
const goodbye: Message = { event: "reconnect" }

/**
 * Sends messages to one client, a heartbeat where there are none for a while, and a goodbye when they are over or it is to end. They are asked
 * for only when it wants more: nothing is gathered for a slow reader. One that wants nothing for longer than it may is cut off.
 */
export const deliver = <A>(messages: ReadableStream<Message>, how: Delivery<A>): Delivered<A> => {
  const { first, encode, over } = how
  const reader = messages.getReader()
  let timer: NodeJS.Timeout | undefined
  /** Gives the client what it waits for; absent while it waits for nothing. */
  let give: ((message: Message) => void) | undefined
  /** What came when it had been told something else already. */
  let kept: Message | undefined
  let isReading = false
  let isOver = false

  const end = (): void => {
    isOver = true
    reader.cancel().catch(() => undefined)
    give?.(goodbye)
  }
  const read = async (): Promise<void> => {
    isReading = true
    const { value } = await reader.read().catch(() => ({ value: undefined }))
    isReading = false
    if (value === undefined) end()
    else if (give === undefined) kept = value
    else give(value)
  }
  const waitFor = (controller: ReadableStreamDefaultController<A>): void => {
    timer = setTimeout(() => {
      over()
      controller.error(new Error("the client does not read"))
      reader.cancel().catch(() => undefined)
    }, how.patienceMs ?? patienceMs)
  }
  const stream = new ReadableStream<A>(
    {
      start: (controller) => {
        if (first !== undefined) controller.enqueue(first)
        waitFor(controller)
      },
      pull: (controller) =>
        new Promise<void>((resolve) => {
          clearTimeout(timer)
          give = (message) => {
            give = undefined
            clearTimeout(timer)
            controller.enqueue(encode(message))
            if (message === goodbye) {
              over()
              controller.close()
            } else waitFor(controller)
            resolve()
          }
          const next = kept ?? (isOver ? goodbye : undefined)
          kept = undefined
          if (next !== undefined) return give(next)
          timer = setTimeout(() => give?.(heartbeat), how.beatMs ?? beatMs)
          if (!isReading) void read()
        }),
      cancel: (reason) => {
        clearTimeout(timer)
        give = undefined
        over()
        return reader.cancel(reason)
      }
    },
    { highWaterMark: 0 }
  )
  return { stream, end }
}
